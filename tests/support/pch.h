// Precompiled for every test. The tests of a folder are linked into one program, which saves most of the time
// that building them would take; each is still written as a program of its own, and its QTEST_MAIN registers
// it here.
#pragma once

#include "../../src/pch.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "runner.h"

#undef QTEST_MAIN_WRAPPER
#define QTEST_MAIN_WRAPPER(TestObject, ...)                                                                  \
    static int run##TestObject(int argc, char *argv[])                                                       \
    {                                                                                                        \
        TESTLIB_SELFCOVERAGE_START(#TestObject)                                                              \
        QTest::Internal::callInitMain<TestObject>();                                                         \
        __VA_ARGS__                                                                                          \
        TestObject tc;                                                                                       \
        return QTest::qExec(&tc, argc, argv);                                                                \
    }                                                                                                        \
    static const swapscope::testrunner::Registration kRegister##TestObject(__FILE__, run##TestObject);
