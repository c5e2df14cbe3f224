#pragma once

namespace swapscope::testrunner {

// Makes the test of a source file known to the program that it is linked into; `file` is its path.
class Registration
{
public:
    Registration(const char *file, int (*run)(int argc, char *argv[]));
};

} // namespace swapscope::testrunner
