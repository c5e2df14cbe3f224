foreach(name addressfield clientheader codeeditor cuespanel editorpanel findbar flowlayout icons latencyscale lessonpanel
        manualwindow messagebar missednote networkpanel pagehead paramspanel sendbox textsearch theme versionswitch
        widgets windowactions windowlayout)
    swapscope_add_test(tst_app_${name} SOURCES tst_${name}.cpp LIBS app LINK Qt6::Widgets)
endforeach()
