# The network panel's parts: sliders, drops, presets, the form of every fault, what is in force, what was recorded.
target_sources(swapscope_app PRIVATE
    network/networkfeature.h network/networkfeature.cpp
    network/networkpanel.h network/networkpanel.cpp
    network/dropgrid.h network/dropgrid.cpp
    network/droprepeat.h network/droprepeat.cpp
    network/faults/faultargs.h network/faults/faultargs.cpp
    network/faults/faultdialog.h network/faults/faultdialog.cpp
    network/faults/faultform.h network/faults/faultform.cpp
    network/flatchoice.h network/flatchoice.cpp
    network/inforcelist.h network/inforcelist.cpp
    network/sliders/linkscale.h network/sliders/linkscale.cpp
    network/sliders/linksliders.h network/sliders/linksliders.cpp
    network/presetgrid.h network/presetgrid.cpp
    network/recorded/putschedule.h network/recorded/putschedule.cpp
    network/recorded/recordedfaults.h network/recorded/recordedfaults.cpp
    network/recorded/recordedlist.h network/recorded/recordedlist.cpp
    network/sliders/valueslider.h network/sliders/valueslider.cpp)
