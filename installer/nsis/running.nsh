; A program that runs keeps its files: Windows would replace none of them and say nothing.
; So it is asked to end, and nothing is touched while it does not.
!macro EndTheProgram un
Function ${un}EndTheProgram
  StrCpy $9 0
  again:
  ${IfNot} ${FileExists} "$INSTDIR\${WINDOW}"
    Return
  ${EndIf}
  ClearErrors
  FileOpen $8 "$INSTDIR\${WINDOW}" a
  ${IfNot} ${Errors}
    FileClose $8
    ClearErrors
    FileOpen $8 "$INSTDIR\${CONSOLE}" a
    ${IfNot} ${Errors}
      FileClose $8
      Return
    ${EndIf}
  ${EndIf}
  ${If} $9 == 0
    ExecWait '"$INSTDIR\${WINDOW}" --quit'
  ${EndIf}
  IntOp $9 $9 + 1
  ${If} $9 <= 20
    Sleep 500
    Goto again
  ${EndIf}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(StillRunning)" /SD IDCANCEL IDCANCEL stop
  StrCpy $9 0
  Goto again
  stop:
  SetErrorLevel 5
  Quit
FunctionEnd
!macroend
