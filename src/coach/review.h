#pragma once

#include "finding.h"

#include <scenario/scenario.h>

namespace swapscope {

// The texts that a review looks at, wherever they come from: files, or an editor that did not save them yet.
struct ReviewTexts
{
    struct Page
    {
        QString file;
        QString text;
        QStringList versions; // under which it is served: "2", "4"
    };

    std::vector<Page> pages;
    QString scriptFile;
    QString script;          // empty: there is none, or it cannot be read
    bool otherPages = false; // static/ has pages of its own
};

class ScriptParser;

// Every finding of the rules over texts, those of the pages first, each text's in the order of its lines;
// what is found under two versions is one finding that names both. At most 100 findings. The thread is the
// parser's, which reads the script.
std::vector<Finding> review(const ReviewTexts &texts, ScriptParser &parser);

// What review() needs of a scenario, read from its files. What cannot be read is left to loadScenario().
ReviewTexts readForReview(const Scenario &scenario);

// The version for which a page without a scenario was probably written: by the public address that it loads,
// else by its attributes; "2" where neither tells.
QString likelyVersion(const QString &html);

// A page without a scenario, under these versions. Pure; any thread.
std::vector<Finding> reviewPage(const QString &html, const QString &file, const QStringList &versions);

} // namespace swapscope
