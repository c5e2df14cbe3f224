foreach(name addressfield clientheader codeeditor cuespanel editorpanel findbar flowlayout icons latencyscale lessonpanel
        manualwindow messagebar missednote networkpanel pagehead paramspanel sendbox textsearch theme versionswitch
        widgets windowactions windowlayout)
    swapscope_add_test(tst_app_${name} SOURCES tst_${name}.cpp LIBS app LINK Qt6::Widgets)
endforeach()
foreach(name mainwindow)
    swapscope_add_test(tst_app_${name} SOURCES tst_${name}.cpp LIBS app LINK Qt6::Widgets PAGES TIMEOUT 180)
endforeach()
# The panels of src/app/inspector include those beside them without a folder.
target_include_directories(${SWAPSCOPE_TEST_PROGRAM} PRIVATE "${CMAKE_SOURCE_DIR}/src/app")
