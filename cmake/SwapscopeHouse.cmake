# The house: every folder of src/ is one static library with a level, and a library links only libraries of a
# lower level. A wrong edge stops the configuration here; tests/house reads the includes against the same table.

set(SWAPSCOPE_HOUSE_TABLE "${CMAKE_BINARY_DIR}/house.txt")
file(WRITE "${SWAPSCOPE_HOUSE_TABLE}" "")

add_library(swapscope_options INTERFACE)
target_compile_definitions(swapscope_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_KEYWORDS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT SWAPSCOPE_VERSION="${PROJECT_VERSION}")
target_compile_options(swapscope_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
    -Woverloaded-virtual -Wno-missing-field-initializers
    # Says nonsense about std::optional and std::variant when g++ 12 optimises.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
# The default linker takes seconds for a program with a page in it; mold takes a fraction.
find_program(SWAPSCOPE_MOLD mold)
if(SWAPSCOPE_MOLD)
    target_link_options(swapscope_options INTERFACE -fuse-ld=mold)
endif()
# Files that are compiled together (the release preset does) are no longer the main file of what they hide.
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(swapscope_options INTERFACE -Wno-subobject-linkage)
endif()
if(SWAPSCOPE_WERROR)
    target_compile_options(swapscope_options INTERFACE -Werror)
endif()
if(SWAPSCOPE_SANITIZE)
    # The check of an object's type opens a pipe, and takes its failure for an error of the program: a test that leaves
    # no descriptors would be refused.
    target_compile_options(swapscope_options INTERFACE -fsanitize=${SWAPSCOPE_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=undefined -fno-sanitize=vptr)
    target_link_options(swapscope_options INTERFACE -fsanitize=${SWAPSCOPE_SANITIZE})
endif()

# One set of precompiled headers for all libraries.
file(WRITE "${CMAKE_BINARY_DIR}/pch.cpp" "")
add_library(swapscope_pch OBJECT "${CMAKE_BINARY_DIR}/pch.cpp")
target_link_libraries(swapscope_pch PRIVATE Qt6::Core swapscope_options)
target_precompile_headers(swapscope_pch PRIVATE "${CMAKE_SOURCE_DIR}/src/pch.h")
set_target_properties(swapscope_pch PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)

# swapscope_add_library(NAME LEVEL N SOURCES ... [DEPENDS LIB...] [LINK EXTERNAL...])
#   NAME     the folder under src/; the target is swapscope_NAME
#   DEPENDS  libraries of the house, each of a lower level than N
#   LINK     libraries from outside
function(swapscope_add_library name)
    cmake_parse_arguments(ARG "" "LEVEL" "SOURCES;DEPENDS;LINK" ${ARGN})
    if(NOT DEFINED ARG_LEVEL OR ARG_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "swapscope_add_library(${name}): LEVEL is needed; unknown: '${ARG_UNPARSED_ARGUMENTS}'")
    endif()
    set(target swapscope_${name})
    add_library(${target} STATIC ${ARG_SOURCES})
    target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}/src")
    target_link_libraries(${target} PUBLIC Qt6::Core ${ARG_LINK} PRIVATE swapscope_options)
    set_target_properties(${target} PROPERTIES SWAPSCOPE_LEVEL ${ARG_LEVEL})
    foreach(dependency IN LISTS ARG_DEPENDS)
        if(NOT TARGET swapscope_${dependency})
            message(FATAL_ERROR "${name} depends on '${dependency}', which is no library of the house (or comes later)")
        endif()
        get_target_property(level swapscope_${dependency} SWAPSCOPE_LEVEL)
        if(NOT level LESS ARG_LEVEL)
            message(FATAL_ERROR
                "${name} (level ${ARG_LEVEL}) must not depend on ${dependency} (level ${level}): "
                "a library links only libraries of a lower level")
        endif()
        target_link_libraries(${target} PUBLIC swapscope_${dependency})
    endforeach()
    target_precompile_headers(${target} REUSE_FROM swapscope_pch)
    string(REPLACE ";" "," depends "${ARG_DEPENDS}")
    file(APPEND "${SWAPSCOPE_HOUSE_TABLE}" "${name} ${ARG_LEVEL} ${depends}\n")
endfunction()

# swapscope_add_test(NAME [SOURCES ...] [LIBS LIB...] [LINK EXTERNAL...] [LABELS ...] [TIMEOUT seconds] [PAGES] [GUI] [ALONE])
#   one test; without SOURCES it is NAME.cpp beside the list. The tests of a folder are linked into one program, whose
#   target is left in SWAPSCOPE_TEST_PROGRAM.
#   PAGES  it opens web pages
#   GUI    it needs widgets; as do tests of page and app, without saying so
#   ALONE  it has a main() of its own and becomes a program of its own, with NAME as its target
function(swapscope_add_test name)
    cmake_parse_arguments(ARG "PAGES;GUI;ALONE" "TIMEOUT" "SOURCES;LIBS;LINK;LABELS" ${ARGN})
    if(NOT ARG_SOURCES)
        set(ARG_SOURCES ${name}.cpp)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 60)
    endif()
    list(GET ARG_SOURCES 0 main_source)
    get_filename_component(stem ${main_source} NAME_WE)

    if(ARG_ALONE)
        set(program ${name})
        set(command ${name})
    else()
        file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
        string(REPLACE "/" "_" folder "${folder}")
        set(program tests_${folder})
        set(command ${program} ${stem})
    endif()
    set(SWAPSCOPE_TEST_PROGRAM ${program} PARENT_SCOPE)
    if(NOT TARGET ${program})
        add_executable(${program})
        set_target_properties(${program} PROPERTIES
            RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests" AUTOUIC OFF AUTORCC OFF)
        target_include_directories(${program} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
        # As the precompiled headers, which are an object library's and not a program's (-fPIE).
        target_compile_options(${program} PRIVATE -O0 -fPIC)
        target_link_libraries(${program} PRIVATE Qt6::Test Qt6::Network swapscope_options)
        target_compile_definitions(${program} PRIVATE SWAPSCOPE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
            SWAPSCOPE_BINARY_DIR="${CMAKE_BINARY_DIR}")
        if(NOT ARG_ALONE)
            set(main swapscope_test_main)
            if(ARG_GUI OR "app" IN_LIST ARG_LIBS OR "page" IN_LIST ARG_LIBS)
                set(main swapscope_test_main_gui)
                target_link_libraries(${program} PRIVATE Qt6::Widgets)
            endif()
            target_sources(${program} PRIVATE $<TARGET_OBJECTS:${main}>)
            target_precompile_headers(${program} REUSE_FROM ${main})
        endif()
    endif()
    get_target_property(sources ${program} SOURCES)
    foreach(source IN LISTS ARG_SOURCES)
        if(NOT source IN_LIST sources AND NOT "${CMAKE_CURRENT_SOURCE_DIR}/${source}" IN_LIST sources)
            target_sources(${program} PRIVATE ${source})
        endif()
    endforeach()
    list(TRANSFORM ARG_LIBS PREPEND swapscope_)
    target_link_libraries(${program} PRIVATE ${ARG_LIBS} ${ARG_LINK})

    add_test(NAME ${name} COMMAND ${command})
    if(SWAPSCOPE_SANITIZE) # everything takes its time
        math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 5")
    endif()
    # Qt Test has a limit of its own, five minutes for a function; ctest's shall be the only one.
    set(environment "QT_QPA_PLATFORM=offscreen;SWAPSCOPE_DATA=${CMAKE_BINARY_DIR}/share/swapscope"
        "QTEST_FUNCTION_TIMEOUT=${ARG_TIMEOUT}000")
    if(SWAPSCOPE_SANITIZE MATCHES "thread")
        # GLib's event loop has locks of its own that the sanitizer does not see; Qt's own loop does the same.
        # What Qt does with its own memory between its own locks is not for this sanitizer to judge either.
        list(APPEND environment "QT_NO_GLIB=1"
            "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/tsan.supp:history_size=4:ignore_noninstrumented_modules=1:die_after_fork=0")
    elseif(SWAPSCOPE_SANITIZE)
        list(APPEND environment "UBSAN_OPTIONS=print_stacktrace=1" "ASAN_OPTIONS=detect_stack_use_after_return=1")
    endif()
    set(labels ${ARG_LABELS})
    if(ARG_PAGES)
        list(APPEND labels pages)
        # Chromium's sandbox refuses to start as root; a test may run as root, the program never decides this.
        list(APPEND environment "QTWEBENGINE_DISABLE_SANDBOX=1")
    endif()
    # The long ones first: they mostly wait, and would wait alone at the end.
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} COST ${ARG_TIMEOUT} ENVIRONMENT "${environment}" LABELS "${labels}")
endfunction()
