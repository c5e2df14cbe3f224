// Precompiled for every test. The tests of a folder are linked into one program, which saves most of the time
// that building them would take; each is still written as a program of its own, and its QTEST_MAIN registers
// it here.
#pragma once

#include "../../src/pch.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "runner.h"

namespace swapscope::testrunner {

// How long a test waits for what it expects, in milliseconds. Only a test that fails waits so long. Qt Test's
// five seconds are too few on a busy machine or under a sanitizer, where a script may need them to use up the
// second of the processor that it has.
inline constexpr int kPatienceMs = 30'000;

} // namespace swapscope::testrunner

#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT((condition), swapscope::testrunner::kPatienceMs)
#define QTRY_VERIFY2(condition, text)                                                                        \
    QTRY_VERIFY2_WITH_TIMEOUT((condition), (text), swapscope::testrunner::kPatienceMs)
#define QTRY_COMPARE(actual, expected)                                                                       \
    QTRY_COMPARE_WITH_TIMEOUT((actual), (expected), swapscope::testrunner::kPatienceMs)

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
