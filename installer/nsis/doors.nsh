; How other programs reach ours: links, and the context menu of export files. HKCU only.
!define LINK "${CLASSES}\rating-client"
!define MENU "shell\RatingClient"

!macro MenuOf extension
  WriteRegStr HKCU "${CLASSES}\SystemFileAssociations\${extension}\${MENU}" "" "$(MenuWords)"
  WriteRegStr HKCU "${CLASSES}\SystemFileAssociations\${extension}\${MENU}" "Icon" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "${CLASSES}\SystemFileAssociations\${extension}\${MENU}\command" "" '"$INSTDIR\${WINDOW}" rate "%1"'
!macroend

!macro NoMenuOf extension
  DeleteRegKey HKCU "${CLASSES}\SystemFileAssociations\${extension}\${MENU}"
!macroend

!macro OpenTheDoors
  WriteRegStr HKCU "${LINK}" "" "URL:$(ProductName)"
  WriteRegStr HKCU "${LINK}" "URL Protocol" ""
  WriteRegStr HKCU "${LINK}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${LINK}\shell\open\command" "" '"$INSTDIR\${WINDOW}" rate "%1"'
  !insertmacro MenuOf ".xml"
  !insertmacro MenuOf ".xls"
  !insertmacro MenuOf ".xlsx"
  !insertmacro MenuOf ".edi"
  !insertmacro MenuOf ".pdf"
!macroend

!macro CloseTheDoors
  DeleteRegKey HKCU "${LINK}"
  !insertmacro NoMenuOf ".xml"
  !insertmacro NoMenuOf ".xls"
  !insertmacro NoMenuOf ".xlsx"
  !insertmacro NoMenuOf ".edi"
  !insertmacro NoMenuOf ".pdf"
!macroend
