REM What a person does at a workbook, done in LibreOffice Calc by the orders in a file. See office.py.
Option Explicit

REM The folder that is worked in: it holds orders.txt and form.xlsx, and gets filled.xlsx and seen.txt.
Const FOLDER = "@FOLDER@"
REM What stands for the end of a line within a field.
Const LINE_END = 9226

Sub TypeIn
  Dim oBook, oOrders, oSeen, aField
  oBook = StarDesktop.loadComponentFromURL(FOLDER & "/form.xlsx", "_blank", 0, One("Hidden", True))
  oOrders = Reader()
  oSeen = Writer()
  Do While Not oOrders.isEOF()
    aField = Split(oOrders.readLine(), Chr(9))
    If UBound(aField) = 2 Then
      EnterText oBook, aField(0), aField(1), Replace(aField(2), Chr(LINE_END), Chr(10))
    End If
    If UBound(aField) >= 1 Then
      oSeen.writeString(Look(oBook, aField(0), aField(1)) & Chr(10))
    End If
  Loop
  oBook.storeToURL(FOLDER & "/filled.xlsx", One("FilterName", "Calc MS Excel 2007 XML"))
  oBook.close(True)
  oSeen.writeString("done" & Chr(10))
  oSeen.closeOutput()
End Sub

REM Goes to a cell and types, as the input line does: formats as text and the protection of cells hold.
Sub EnterText(oBook, sSheet, sAddress, sText)
  Dim oView
  oView = oBook.CurrentController
  oView.setActiveSheet(oBook.Sheets.getByName(sSheet))
  Ask oView.Frame, ".uno:GoToCell", One("ToPoint", sAddress)
  Ask oView.Frame, ".uno:EnterString", One("StringName", sText)
End Sub

REM Sheet, address, whether it is locked, where its list of choices stands, what is shown.
Function Look(oBook, sSheet, sAddress)
  Dim oSheet, oCell, sLocked, sChoices
  oSheet = oBook.Sheets.getByName(sSheet)
  oCell = oSheet.getCellRangeByName(sAddress)
  sLocked = IIf(oSheet.isProtected() And oCell.CellProtection.IsLocked, "locked", "open")
  sChoices = ""
  If oCell.Validation.Type = com.sun.star.sheet.ValidationType.LIST Then
    sChoices = IIf(oCell.Validation.ShowErrorMessage, oCell.Validation.getFormula1(), "")
  End If
  Look = Join(Array(sSheet, sAddress, sLocked, sChoices, Replace(oCell.String, Chr(10), Chr(LINE_END))), Chr(9))
End Function

Function Reader()
  Dim oFiles, oText
  oFiles = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  oText = createUnoService("com.sun.star.io.TextInputStream")
  oText.setInputStream(oFiles.openFileRead(FOLDER & "/orders.txt"))
  oText.setEncoding("UTF-8")
  Reader = oText
End Function

Function Writer()
  Dim oFiles, oText
  oFiles = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  oText = createUnoService("com.sun.star.io.TextOutputStream")
  oText.setOutputStream(oFiles.openFileWrite(FOLDER & "/seen.txt"))
  oText.setEncoding("UTF-8")
  Writer = oText
End Function

Sub Ask(oFrame, sCommand, aGiven)
  createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch(oFrame, sCommand, "", 0, aGiven)
End Sub

Function One(sName, oValue)
  Dim aGiven(0) As New com.sun.star.beans.PropertyValue
  aGiven(0).Name = sName
  aGiven(0).Value = oValue
  One = aGiven
End Function
