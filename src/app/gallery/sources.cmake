# The gallery of scenarios.
target_sources(swapscope_app PRIVATE
    gallery/newscenariodialog.h gallery/newscenariodialog.cpp
    gallery/gallerycard.h gallery/gallerycard.cpp
    gallery/gallerydialog.h gallery/gallerydialog.cpp
    gallery/galleryfeature.h gallery/galleryfeature.cpp
    gallery/gallerypicture.h gallery/gallerypicture.cpp
    gallery/gallerysection.h gallery/gallerysection.cpp)
