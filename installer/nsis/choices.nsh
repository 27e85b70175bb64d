; What the command line of a silent setup decides. The program reads it as what it was set up with:
; a person may still choose otherwise, an administrator's policy stands above both.
Var ExportFolder
Var EnrolFile

Function ChooseByCommandLine
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/NOAUTOSTART" $R1
  ${IfNot} ${Errors}
    SectionGetFlags ${Autostart} $R2
    IntOp $R2 $R2 & 0xFFFFFFFE
    SectionSetFlags ${Autostart} $R2
  ${EndIf}
  ; "/NAME=C:\a b" is what PowerShell makes of /NAME="C:\a b", and NSIS finds no option in it.
  ${WordReplace} $R0 '"/EXPORTFOLDER=' '/EXPORTFOLDER="' "+" $R0
  ${WordReplace} $R0 '"/ENROLFILE=' '/ENROLFILE="' "+" $R0
  ClearErrors
  ${GetOptions} $R0 "/EXPORTFOLDER=" $ExportFolder
  ClearErrors
  ${GetOptions} $R0 "/ENROLFILE=" $EnrolFile
  ClearErrors
FunctionEnd

Function RememberChoices
  ${If} $ExportFolder != ""
    WriteRegStr HKCU "${SETUP_KEY}" "ExportFolders" $ExportFolder
  ${EndIf}
  ${If} $EnrolFile != ""
    WriteRegStr HKCU "${SETUP_KEY}" "EnrolmentFile" $EnrolFile
  ${EndIf}
FunctionEnd
