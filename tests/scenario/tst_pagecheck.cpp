#include "folder.h"

#include <scenario/pagecheck.h>

#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto kHtmx = "<script src=\"/htmx/htmx.js\"></script>";
constexpr auto kWs = "<script src=\"/htmx/ext/ws.js\"></script>";
constexpr auto kSse = "<script src=\"/htmx/ext/sse.js\"></script>";

QStringList printed(const std::vector<PageFinding> &findings)
{
    QStringList lines;
    for (const PageFinding &finding : findings)
        lines << u"%1:%2 %3: %4"_s.arg(finding.line).arg(finding.column).arg(finding.rule, finding.text);
    return lines;
}

} // namespace

class TestPageCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("body"); // from line 2
        QTest::addColumn<QStringList>("findings");
        const auto row = [](const char *name, const char *version, const QString &body,
                            const QStringList &findings) {
            QTest::newRow(name) << QString::fromLatin1(version) << body << findings;
        };
        const QString htmx = QString::fromLatin1(kHtmx);
        const QString ws = htmx + QString::fromLatin1(kWs);
        const QString sse = htmx + QString::fromLatin1(kSse);
        row("good, 2", "2",
            ws + u"\n<div hx-ext='morph, ws'><p ws-connect='/x'><form ws-send></form></p></div>"_s, {});
        row("good, 4", "4", ws + u"\n<div hx-ws:connect='/x'><form hx-ws:send></form></div>"_s, {});
        row("good with public addresses", "2",
            u"<script src='https://unpkg.com/htmx.org@2.0.4'></script>"
            "<script src='https://cdn.example/npm/htmx-ext-sse@2.2.2/sse.js'></script>\n"
            "<div hx-ext='sse' sse-connect='/x' sse-swap='message'></div>"_s,
            {});
        row("no htmx", "2", u"<p>"_s,
            {u"1:1 page.no-htmx: the page does not load htmx: put <script src=\"/htmx/htmx.js\"></script> into its head"_s});
        row("extension not loaded, 2", "2", htmx + u"\n<div hx-ext='ws' ws-connect='/x'></div>"_s,
            {u"3:18 page.no-extension: ws-connect needs the ws extension, which the page does not load: put "
             u"<script "
             "src=\"/htmx/ext/ws.js\"></script> behind htmx"_s});
        row("extension not loaded, 4", "4", htmx + u"\n<div hx-sse:connect='/x'></div>"_s,
            {u"3:6 page.no-extension: hx-sse:connect needs the sse extension, which the page does not load: "
             u"put <script "
             "src=\"/htmx/ext/sse.js\"></script> behind htmx"_s});
        row("hx-ext forgotten", "2", sse + u"\n<div sse-connect='/x'></div>"_s,
            {u"3:6 page.no-extension: sse-connect does nothing in htmx 2 without hx-ext=\"sse\" on this "
             u"element or one "
             "around it"_s});
        row("attribute of 4 in 2", "2", ws + u"\n<div hx-ws:connect='/x'></div>"_s,
            {u"3:6 page.other-version: hx-ws:connect is of htmx 4: write ws-connect in htmx 2"_s});
        row("attribute of 2 in 4", "4", ws + u"\n<div ws-connect='/x'></div>"_s,
            {u"3:6 page.other-version: ws-connect is of htmx 2: write hx-ws:connect in htmx 4"_s});
        row("sse-swap in 4", "4", sse + u"\n<div hx-sse:connect='/x'><p sse-swap='a'></p></div>"_s,
            {u"3:29 page.other-version: sse-swap is gone in htmx 4: unnamed events are swapped into the "
             u"element with "
             "hx-sse:connect, named ones become DOM events"_s});
        row("target is not there", "2", htmx + u"\n<a hx-get='/x' hx-target='#out'>x</a><p id='oust'></p>"_s,
            {u"3:16 page.no-target: hx-target=\"#out\": the page has no element with this id"_s});
        row("target is no lone id", "2", htmx + u"\n<a hx-get='/x' hx-target='closest #out'>x</a>"_s, {});
        row("id twice", "2", htmx + u"\n<p id='a'></p>\n<p id='a'></p>"_s,
            {u"4:4 page.duplicate-id: id=\"a\" stands on line 3 already: a swap finds only one of them"_s});
    }

    void finds()
    {
        QFETCH(QString, version);
        QFETCH(QString, body);
        QFETCH(QStringList, findings);
        QCOMPARE(printed(checkPage(u"<!DOCTYPE html>\n"_s + body, u"page.html"_s, version)), findings);
    }

    void anEmptyPageIsOneFinding()
    {
        QCOMPARE(printed(checkPage(u" \n"_s, u"page.html"_s, u"2")),
                 QStringList{u"1:1 page.empty: the page is empty"_s});
    }

    void survivesDeepNestingAndRubbish()
    {
        QString deep = QString::fromLatin1(kHtmx);
        for (int i = 0; i < 20'000; ++i)
            deep += u"<b>"_s;
        QCOMPARE(printed(checkPage(deep, u"page.html"_s, u"2")), QStringList());
        QCOMPARE(checkPage(u"<<<>&&\0<a =\"'>"_s, u"page.html"_s, u"4").size(), 1u); // no htmx in it
    }

    void reportsABoundedNumber()
    {
        QString page = QString::fromLatin1(kHtmx);
        for (int i = 0; i < 1000; ++i)
            page += u"<p id='a'></p>"_s;
        QCOMPARE(checkPage(page, u"page.html"_s, u"2").size(), 100u);
    }

    void saysOnceWhatTwoVersionsHaveInCommon()
    {
        QTemporaryDir dir;
        QVERIFY(put(dir.filePath(u"scenario.toml"_s), "title = \"T\"\nhtmx = [\"2\", \"4\"]\n"));
        QVERIFY(put(dir.filePath(u"server.js"_s), "\n"));
        QVERIFY(put(dir.filePath(u"page.html"_s), "<p ws-send>"));
        const auto findings = checkPages(loadScenario(dir.path()).scenario);
        QCOMPARE(
            printed(findings),
            (QStringList{u"1:1 page.no-htmx: the page does not load htmx: put <script "
                         "src=\"/htmx/htmx.js\"></script> into its head"_s,
                         u"1:4 page.other-version: ws-send is of htmx 2: write hx-ws:send in htmx 4"_s}));
        QCOMPARE(findings[0].file, dir.filePath(u"page.html"_s));
    }
};

QTEST_GUILESS_MAIN(TestPageCheck)
#include "tst_pagecheck.moc"
