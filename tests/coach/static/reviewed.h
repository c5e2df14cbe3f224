#pragma once

#include <coach/review.h>
#include <coach/scriptparser.h>
#include <coach/static/rules.h>

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

namespace swapscope {

// A page with this body, from its line 2 on; its head loads htmx and both extensions.
inline QString pageWith(const QString &body)
{
    return QStringLiteral(
               "<!DOCTYPE html><script src=/htmx/htmx.js></script><script src=/htmx/ext/ws.js></script>"
               "<script src=/htmx/ext/sse.js></script>\n") +
           body;
}

// A script whose second line this is, behind one that makes what a script usually has.
inline QString scriptWith(const QString &code)
{
    return QStringLiteral("import { channel, html, raw, server, sse, ws } from \"swapscope\"; "
                          "const room = channel(\"room\")\n") +
           code;
}

// One parser for all tests of a program, which goes with its QCoreApplication.
inline ScriptParser &testParser()
{
    static ScriptParser *parser = nullptr;
    if (!parser) {
        parser = new ScriptParser;
        qAddPostRoutine([] { delete std::exchange(parser, nullptr); });
    }
    return *parser;
}

inline ScriptCode scriptCode(const QString &code)
{
    return ScriptCode(testParser().parse(code)->tree);
}

inline ScriptText scriptText(const QString &code, const QString &file = QStringLiteral("s"))
{
    return ScriptText(*testParser().parse(code), file);
}

// What one rule finds: "page 2:6: text | advice", or "script …".
inline QStringList found(const QString &rule, const ReviewTexts &texts)
{
    QStringList lines;
    for (const Finding &finding : review(texts, testParser())) {
        if (finding.rule == rule)
            lines << QStringLiteral("%1 %2:%3: %4 | %5")
                         .arg(finding.file == texts.scriptFile ? QStringLiteral("script")
                                                               : QStringLiteral("page"))
                         .arg(finding.line)
                         .arg(finding.column)
                         .arg(finding.text, finding.advice);
    }
    return lines;
}

inline QStringList found(const QString &rule, const QString &version, const QString &page,
                         const QString &script = {})
{
    return found(rule,
                 {{{QStringLiteral("page"), page, {version}}}, QStringLiteral("script"), script, false});
}

// The same in a scenario's folder, read as `swapscope check` reads it.
inline QStringList foundInFolder(const QString &rule, const QString &version, const QString &page,
                                 const QString &script)
{
    const QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QString &text) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0;
    };
    if (!write(QStringLiteral("page.html"), page) || !write(QStringLiteral("server.js"), script) ||
        !write(QStringLiteral("scenario.toml"),
               QStringLiteral("title = \"Mine\"\nhtmx = [\"%1\"]\n").arg(version)))
        return {QStringLiteral("the folder cannot be written")};
    const ScenarioLoading loading = loadScenario(folder.path());
    if (!loading.ok())
        return {loading.errors.front().toString()};
    return found(rule, readForReview(loading.scenario));
}

// One row: what a rule says of a page, a script and a version; nothing said is a near miss.
inline void row(const char *name, const char *version, const QString &page, const QString &script,
                const QStringList &findings)
{
    QTest::newRow(name) << QString::fromLatin1(version) << page << script << findings;
}

inline void reviewColumns()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("findings");
}

} // namespace swapscope

// The test of a rule is its rows.
#define SWAPSCOPE_RULE_TEST(rule)                                                                            \
    void says()                                                                                              \
    {                                                                                                        \
        QFETCH(QString, version);                                                                            \
        QFETCH(QString, page);                                                                               \
        QFETCH(QString, script);                                                                             \
        QFETCH(QStringList, findings);                                                                       \
        QCOMPARE(found(QStringLiteral(rule), version, page, script), findings);                              \
        QCOMPARE(foundInFolder(QStringLiteral(rule), version, page, script), findings);                      \
    }
