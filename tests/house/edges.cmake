# The function that adds a library must refuse an edge that does not go down, an edge to nothing, and a missing level.
function(expect_configure name body succeeds pattern)
    set(dir "${WORK}/${name}")
    file(REMOVE_RECURSE "${dir}")
    file(MAKE_DIRECTORY "${dir}/src")
    file(WRITE "${dir}/src/pch.h" "#pragma once\n")
    file(WRITE "${dir}/src/file.cpp" "int nothing;\n")
    file(WRITE "${dir}/CMakeLists.txt" "cmake_minimum_required(VERSION 3.25)
project(edges VERSION 1 LANGUAGES CXX)
add_library(Qt6::Core INTERFACE IMPORTED)
list(APPEND CMAKE_MODULE_PATH \"${MODULES}\")
include(SwapscopeHouse)
${body}
")
    execute_process(COMMAND ${CMAKE_COMMAND} -S "${dir}" -B "${dir}/build" RESULT_VARIABLE status
        OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(succeeds AND NOT status EQUAL 0)
        message(SEND_ERROR "${name}: should configure, but:\n${output}")
    elseif(NOT succeeds AND status EQUAL 0)
        message(SEND_ERROR "${name}: configured, but should be refused")
    endif()
    string(REGEX REPLACE "[ \n]+" " " flat "${output}")
    if(NOT flat MATCHES "${pattern}")
        message(SEND_ERROR "${name}: expected '${pattern}' in:\n${output}")
    endif()
endfunction()

set(base "swapscope_add_library(base LEVEL 0 SOURCES src/file.cpp)\n")
expect_configure(down "${base}swapscope_add_library(one LEVEL 1 SOURCES src/file.cpp DEPENDS base)" TRUE "Configuring done")
expect_configure(level
    "${base}swapscope_add_library(two LEVEL 0 SOURCES src/file.cpp DEPENDS base)" FALSE
    "two .level 0. must not depend on base .level 0.")
expect_configure(up
    "swapscope_add_library(high LEVEL 3 SOURCES src/file.cpp)
swapscope_add_library(low LEVEL 1 SOURCES src/file.cpp DEPENDS high)" FALSE
    "low .level 1. must not depend on high .level 3.")
expect_configure(nothing "swapscope_add_library(one LEVEL 1 SOURCES src/file.cpp DEPENDS gone)" FALSE
    "one depends on 'gone', which is no library of the house")
expect_configure(unlevelled "swapscope_add_library(one SOURCES src/file.cpp)" FALSE "LEVEL is needed")
