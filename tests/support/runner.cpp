#include "runner.h"

#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace swapscope::testrunner {

namespace {

using Run = int (*)(int argc, char *argv[]);

std::map<std::string, Run> &tests()
{
    static std::map<std::string, Run> registered;
    return registered;
}

} // namespace

Registration::Registration(const char *file, Run run)
{
    const std::string path(file);
    const std::size_t slash = path.rfind('/');
    const std::string name = path.substr(slash == std::string::npos ? 0 : slash + 1);
    tests()[name.substr(0, name.rfind('.'))] = run;
}

} // namespace swapscope::testrunner

// The first argument names the test by its file, without path and ending; the rest is Qt Test's.
int main(int argc, char *argv[])
{
    const auto &tests = swapscope::testrunner::tests();
    const auto test = argc > 1 ? tests.find(argv[1]) : tests.end();
    if (test == tests.end()) {
        std::fprintf(stderr, "Which test? %s NAME [Qt Test's arguments], where NAME is one of\n", argv[0]);
        for (const auto &[name, run] : tests)
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    std::vector<char *> arguments(argv, argv + argc);
    arguments.erase(arguments.begin() + 1);
    arguments.push_back(nullptr);
    return test->second(argc - 1, arguments.data());
}
