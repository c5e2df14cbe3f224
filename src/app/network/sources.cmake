# The network panel's parts: sliders, drops, presets, the form of every fault, what is in force, what was recorded.
target_sources(swapscope_app PRIVATE
    network/networkpanel.h network/networkpanel.cpp
    network/dropgrid.h network/dropgrid.cpp
    network/droprepeat.h network/droprepeat.cpp
    network/faultargs.h network/faultargs.cpp
    network/faultdialog.h network/faultdialog.cpp
    network/faultform.h network/faultform.cpp
    network/flatchoice.h network/flatchoice.cpp
    network/inforceentries.h network/inforceentries.cpp
    network/inforcelist.h network/inforcelist.cpp
    network/linkscale.h network/linkscale.cpp
    network/linksliders.h network/linksliders.cpp
    network/presetgrid.h network/presetgrid.cpp
    network/putschedule.h network/putschedule.cpp
    network/recordedfaults.h network/recordedfaults.cpp
    network/recordedlist.h network/recordedlist.cpp
    network/valueslider.h network/valueslider.cpp)
