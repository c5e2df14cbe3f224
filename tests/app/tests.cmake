foreach(name addressfield appearance clientheader codeeditor cuespanel editordocument editorpanel filequestion findbar
        flowlayout icons lessonpanel lexercolours manualstyle manualwindow messagebar missednote networkpanel
        newscenariodialog pagehead paneldock paramspanel scenariocontrol sendbox statepill steprow textsearch theme
        topbar versionswitch widgets windowactions windowlayout)
    swapscope_add_test(tst_app_${name} SOURCES tst_${name}.cpp LIBS app LINK Qt6::Widgets)
endforeach()
foreach(name filecommands mainwindow pagespanel playrun runview traceview windowmenus windowpanels)
    swapscope_add_test(tst_app_${name} SOURCES tst_${name}.cpp LIBS app LINK Qt6::Widgets PAGES TIMEOUT 180)
endforeach()
# The panels of src/app/inspector include those beside them without a folder.
target_include_directories(${SWAPSCOPE_TEST_PROGRAM} PRIVATE "${CMAKE_SOURCE_DIR}/src/app")
