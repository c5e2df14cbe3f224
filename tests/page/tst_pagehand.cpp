#include "watchedpage.h"

#include <page/pagehand.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// Counts the clicks on #b, those of a person apart, and the submissions of the form.
constexpr char kScript[] = "<script>"
                           "let clicks = 0, own = 0, sent = [], inputs = 0;"
                           "addEventListener('click', e => {"
                           "  if (e.target.id === 'b') { clicks++; own += e.isTrusted; } });"
                           "addEventListener('input', () => inputs++);"
                           "addEventListener('submit', e => {"
                           "  e.preventDefault(); sent.push(new FormData(e.target).get('m')); });"
                           "</script>";

QByteArray page(const QByteArray &body)
{
    return QByteArrayLiteral("<!doctype html><title>Hand</title><link rel=icon href='data:,'>") + body +
           kScript;
}

} // namespace

// Clicking and typing in a page.
class TestPageHand : public QObject
{
    Q_OBJECT

public:
    static void initMain() { swapscope::preparePages(); }

private:
    std::unique_ptr<PageServer> m_server;
    std::unique_ptr<WatchedPage> m_page;

    bool open(const QByteArray &body)
    {
        m_page.reset();
        m_server = std::make_unique<PageServer>();
        m_server->serve(u"/"_s, page(body));
        m_page = std::make_unique<WatchedPage>(*m_server);
        return m_page->waitFor(Kind::PageLoaded);
    }
    // The error's text, empty when it was done, "never" when it does not end.
    QString click(const QString &selector)
    {
        return told([&](const HandDone &done) { clickInPage(m_page->view, selector, done); });
    }
    QString fill(const QString &text, bool submit)
    {
        return told([&](const HandDone &done) { fillInPage(m_page->view, u"#m"_s, text, submit, done); });
    }
    static QString told(const std::function<void(const HandDone &)> &act)
    {
        std::optional<QString> said;
        int times = 0;
        act([&](const Result<void> &result) {
            said = result ? QString() : result.error().message;
            ++times;
        });
        const bool ended = QTest::qWaitFor([&] { return said.has_value(); }, 20'000);
        return ended && times == 1 ? *said : u"never"_s;
    }
    QString ask(const QString &script) { return m_page->ask(script).toString(); }

private Q_SLOTS:
    void cleanup()
    {
        m_page.reset();
        m_server.reset();
    }

    // Once, and as the browser's own event.
    void aClick()
    {
        QVERIFY(open("<p>above</p><button id=b>go</button>"));
        QCOMPARE(click(u"#b"_s), QString());
        QCOMPARE(ask(u"[clicks, own].join()"_s), u"1,1"_s);
    }

    void whatIsFarDownIsScrolledTo()
    {
        QVERIFY(open("<p style='height: 3000px'>above</p><button id=b>go</button>"));
        QCOMPARE(click(u"#b"_s), QString());
        QCOMPARE(ask(u"[clicks, own].join()"_s), u"1,1"_s);
    }

    // A page that is busy gets the click late, and not twice.
    void aBusyPage()
    {
        QVERIFY(open("<button id=b>go</button><script>addEventListener('mousedown', () => {"
                     "const t = performance.now(); while (performance.now() < t + 400); })</script>"));
        QCOMPARE(click(u"#b"_s), QString());
        QCOMPARE(ask(u"[clicks, own].join()"_s), u"1,1"_s);
    }

    void whatIsCoveredIsToldByAScript()
    {
        QVERIFY(open("<button id=b>go</button><div style='position: fixed; inset: 0'></div>"));
        QCOMPARE(click(u"#b"_s), QString());
        QCOMPARE(ask(u"[clicks, own].join()"_s), u"1,0"_s);
    }

    void aPageInTheBackground()
    {
        QVERIFY(open("<button id=b>go</button>"));
        m_page->view.hide();
        QVERIFY(m_page->waitFor(Kind::PageHidden));
        QCOMPARE(click(u"#b"_s), QString());
        QCOMPARE(ask(u"[clicks, own].join()"_s), u"1,0"_s);
    }

    void whatComesLaterIsWaitedFor()
    {
        QVERIFY(open("<main></main><script>setTimeout(() => { document.querySelector('main').innerHTML ="
                     "'<button id=b disabled>go</button>';"
                     "setTimeout(() => { b.disabled = false; }, 200); }, 300)</script>"));
        QCOMPARE(click(u"#b"_s), QString());
        QCOMPARE(ask(u"String(clicks)"_s), u"1"_s);
    }

    void whatIsNotThere()
    {
        QVERIFY(open("<p>nothing</p>"));
        QCOMPARE(click(u"#b > 'x"_s), u"The page of A has no element “#b > 'x” that can be used."_s);
    }

    void aClickThatLeavesThePage()
    {
        QVERIFY(open("<a id=b href='/two'>go</a>"));
        m_server->serve(u"/two"_s, page("<p>two</p>"));
        QCOMPARE(click(u"#b"_s), QString());
        QTRY_COMPARE_WITH_TIMEOUT(m_page->view.url().path(), u"/two"_s, 15'000);
    }

    void filling_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QString>("text");
        const QByteArray input = "<input id=m name=m value=before>";
        QTest::newRow("words") << input << u"Hello you"_s;
        QTest::newRow("nothing") << input << QString();
        QTest::newRow("signs") << input << u"<b> & \"c\" 'd' \\ % ü €"_s;
        QTest::newRow("a number") << QByteArray("<input id=m name=m type=number value=1>") << u"42"_s;
    }
    void filling()
    {
        QFETCH(QByteArray, field);
        QFETCH(QString, text);
        QVERIFY(open("<form>" + field + "<button>Send</button></form>"));
        QCOMPARE(fill(text, true), QString());
        QTRY_COMPARE_WITH_TIMEOUT(
            ask(u"JSON.stringify(sent)"_s),
            QString::fromUtf8(QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact)), 15'000);
        QVERIFY(ask(u"String(inputs)"_s).toInt() > 0);
    }

    void fillingWithoutSending()
    {
        QVERIFY(open("<form><input id=m name=m></form>"));
        QCOMPARE(fill(u"Hello"_s, false), QString());
        QCOMPARE(ask(u"m.value + sent.length"_s), u"Hello0"_s);
    }

    void fillingInTheBackground()
    {
        QVERIFY(open("<form><input id=m name=m></form>"));
        m_page->view.hide();
        QVERIFY(m_page->waitFor(Kind::PageHidden));
        QCOMPARE(fill(u"Hello"_s, true), QString());
        QCOMPARE(ask(u"sent.join()"_s), u"Hello"_s);
    }
};

QTEST_MAIN(TestPageHand)
#include "tst_pagehand.moc"
