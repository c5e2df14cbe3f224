#include "watchedpage.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QLabel>
#include <QPushButton>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// The picture of a page, also kept where $SWAPSCOPE_PICTURES says, to look at.
QImage picture(PageView &view, const QString &name)
{
    const QImage image = view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    const QString folder = qEnvironmentVariable("SWAPSCOPE_PICTURES");
    if (!folder.isEmpty())
        image.save(QDir(folder).filePath(name + u".png"_s));
    return image;
}

// The box around everything greenish; pages under test have no green of their own.
QRect green(const QImage &image)
{
    QRect box;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, y);
            if (color.green() > color.red() + 40 && color.green() > color.blue() + 20)
                box |= QRect(x, y, 1, 1);
        }
    }
    return box;
}

const QByteArray kRoom =
    "<style>body { font: 14px sans-serif; margin: 16px } h1 { font-size: 18px } li { padding: 6px }</style>"
    "<h1>Room 42</h1><div hx-ext='ws' ws-connect='/ws'><ul id=list><li>Alice: Hello "
    "everyone!</li></ul></div>";

} // namespace

class TestPageView : public QObject
{
    Q_OBJECT

public:
    // The browser wants to be prepared before the application.
    static void initMain() { swapscope::preparePages(); }

private Q_SLOTS:
    void nothingIsStartedBeforeThePageIsWanted()
    {
        Recorder recorder(std::make_shared<MonotonicClock>());
        ConnectionRegistry registry;
        PageView view(u"A"_s, recorder, registry);
        QCOMPARE(view.client(), u"A"_s);
        QVERIFY(view.url().isEmpty());
        QVERIFY(view.title().isEmpty());
        QVERIFY(!view.canGoBack() && !view.canGoForward());
        view.reload();
        view.back();
        bool answered = false;
        view.evaluate(u"1"_s, [&](const QVariant &value) { answered = !value.isValid(); });
        QTRY_VERIFY(answered);
        QVERIFY(view.findChildren<QWidget *>().size() < 10);
    }

    void backAndForward()
    {
        PageServer server;
        server.serve(u"/one"_s, "<title>One</title><link rel=icon href='data:,'>");
        server.serve(u"/two"_s, "<title>Two</title><link rel=icon href='data:,'>");
        WatchedPage page(server, u"/one"_s);
        QSignalSpy loaded(&page.view, &PageView::loadFinished);
        QVERIFY(loaded.wait());
        QCOMPARE(loaded.takeFirst().first().toBool(), true);
        page.view.load(server.url(u"/two"_s));
        QTRY_COMPARE(page.view.title(), u"Two"_s);
        QCOMPARE(page.view.url(), server.url(u"/two"_s));
        QVERIFY(page.view.canGoBack());
        page.view.back();
        QTRY_COMPARE(page.view.title(), u"One"_s);
        page.view.forward();
        QTRY_COMPARE(page.view.title(), u"Two"_s);
        page.view.reload();
        QVERIFY(page.waitFor(Kind::PageLoaded, 5));
        QCOMPARE(page.ask(u"40 + 2"_s).toInt(), 42);
        QVERIFY(!page.ask(u"throw new Error('oh')"_s).isValid());
    }

    // htmx restores what the page showed before a pushed address, though this browser's navigation API is
    // half.
    void backAfterAPushedAddress_data()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("htmx 2") << u"2"_s;
        QTest::newRow("htmx 4") << u"4"_s;
    }
    void backAfterAPushedAddress()
    {
        QFETCH(QString, version);
        PageServer server;
        server.serve(u"/part"_s, "new");
        // htmx 4 asks for the whole page again and looks for its body.
        server.serve(u"/"_s, "<!DOCTYPE html><html><head><script src=/htmx/" + version.toLatin1() +
                                 "/htmx.js></script></head><body>"
                                 "<a href=/two hx-get=/part hx-target=#out hx-push-url=/two>go</a>"
                                 "<p id=out>old</p></body></html>");
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageLoaded));
        const QString shown = u"document.getElementById('out').textContent + location.pathname"_s;
        QCOMPARE(page.ask(shown), u"old/"_s);
        page.ask(u"document.querySelector('a').click(); 1"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page.ask(shown), u"new/two"_s, 15'000);
        page.ask(u"history.back(); 1"_s); // the browser's own passes over what no user has clicked for
        QTRY_COMPARE_WITH_TIMEOUT(page.ask(shown), u"old/"_s, 15'000);
    }

    void aPageThatIsLeftClosesItsConnections()
    {
        PageServer server;
        server.servePage(u"/"_s, u"2"_s, u"ws"_s, kRoom);
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        QTRY_COMPARE(page.view.state().phase(), PagePhase::Open);
        page.view.reload();
        QVERIFY(page.waitFor(Kind::PageOpen, 2));
        QCOMPARE(page.story(), u"loaded connecting open closed loaded connecting open"_s);
        QCOMPARE(page.of(Kind::PageClosed).first().conn, page.of(Kind::PageOpen).first().conn);
    }

    // The page before is gone, and with it its connections, which nobody would tell of any more.
    void anAddressThatFailsLeavesThePage()
    {
        PageServer server;
        server.servePage(u"/"_s, u"2"_s, u"ws"_s, kRoom);
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        QTRY_VERIFY(server.socket());
        PageServer away;
        away.goAway();
        page.view.load(away.url(u"/"_s));
        QTRY_VERIFY(!page.view.state().problem.isEmpty());
        QTRY_VERIFY(!server.socket());
        QCOMPARE(page.story(), u"loaded connecting open closed"_s);
        page.view.load(server.url(u"/"_s));
        QVERIFY(page.waitFor(Kind::PageOpen, 2));
        QTRY_VERIFY(page.view.state().problem.isEmpty());
    }

    void theServerIsNotThere()
    {
        PageServer server;
        server.serve(u"/"_s, "<title>Here</title><link rel=icon href='data:,'>");
        server.goAway();
        WatchedPage page(server);
        QSignalSpy loaded(&page.view, &PageView::loadFinished);
        QVERIFY(loaded.wait(15000));
        QCOMPARE(loaded.first().first().toBool(), false);
        QCOMPARE(page.view.state().problem, u"Nothing answers at http://127.0.0.1:%1"_s.arg(server.port()));
        QCOMPARE(page.view.url(), server.url(u"/"_s));
        auto *retry = page.view.findChild<QPushButton *>();
        QVERIFY(retry && retry->isVisible());
        picture(page.view, u"away"_s);
        server.comeBack();
        retry->click();
        QTRY_COMPARE(page.view.title(), u"Here"_s);
        QTRY_VERIFY(!retry->isVisible());
        QTRY_VERIFY(page.view.state().problem.isEmpty());
        // An error page of the server's own is a page.
        loaded.clear();
        page.view.load(server.url(u"/nowhere"_s));
        QVERIFY(loaded.wait());
        QCOMPARE(loaded.first().first().toBool(), true);
        QVERIFY(!retry->isVisible());
    }

    void theRendererCrashes()
    {
        PageServer server;
        server.servePage(u"/"_s, u"2"_s, u"ws"_s, kRoom);
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        page.view.load(QUrl(u"chrome://crash"_s));
        QTRY_COMPARE_WITH_TIMEOUT(page.view.state().problem, u"The page crashed"_s, 15000);
        QVERIFY(page.waitFor(Kind::PageClosed));
        QVERIFY(page.count(Kind::PageError) >= 1);
        page.view.load(server.url(u"/"_s));
        QVERIFY(page.waitFor(Kind::PageOpen, 2));
        QVERIFY(!page.view.findChild<QPushButton *>()->isVisible());
    }

    void errorsOfThePage()
    {
        PageServer server;
        server.serve(u"/"_s, "<title>x</title><link rel=icon href='data:,'><script>console.error('one', 2);\n"
                             "console.warn('no'); null.x</script>");
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageError, 2));
        QVERIFY(page.waitFor(Kind::PageLoaded));
        const QList<Event> errors = page.of(Kind::PageError);
        QCOMPARE(errors.size(), 2);
        QCOMPARE(errors[0].data[Field::Text].toString(), u"one 2"_s);
        QCOMPARE(errors[0].data[Field::Line].toInt(), 1);
        QVERIFY(errors[1].data[Field::Text].toString().startsWith(u"Uncaught TypeError"_s));
        QCOMPARE(errors[1].data[Field::Line].toInt(), 2);
        QCOMPARE(errors[1].data[Field::Source].toString(), server.url(u"/"_s).toString());
    }

    // What would open a window, ask a question or keep a file does not get out of the page.
    void aPageStaysByItself()
    {
        PageServer server;
        server.serve(u"/"_s,
                     "<title>One</title><link rel=icon href='data:,'><a href='/two' target=_blank>x</a>");
        server.serve(u"/two"_s, "<title>Two</title><link rel=icon href='data:,'>");
        server.serve(u"/file"_s, "data", 200, "application/octet-stream");
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageLoaded));
        const qsizetype windows = QApplication::topLevelWidgets().size();
        QCOMPARE(page.ask(u"alert('a'); [confirm('b'), prompt('c', 'd')].join()"_s).toString(), u"true,d"_s);
        page.ask(u"document.querySelector('a').click(); 1"_s);
        QTRY_COMPARE(page.view.title(), u"Two"_s);
        page.ask(u"location = '/file'; 1"_s);
        const auto hints = [&] {
            QStringList shown;
            for (const QLabel *label : page.view.findChildren<QLabel *>()) {
                if (label->isVisible())
                    shown << label->text();
            }
            return shown;
        };
        QTRY_COMPARE(hints(), QStringList{u"“file” was not downloaded: pages here keep nothing on disk."_s});
        picture(page.view, u"download"_s);
        QCOMPARE(page.view.title(), u"Two"_s);
        QCOMPARE(QApplication::topLevelWidgets().size(), windows);
    }

    // The flash lies where the new row is, and the page knows nothing of it.
    void aSwapFlashes_data()
    {
        QTest::addColumn<double>("zoom");
        QTest::addColumn<bool>("dark");
        QTest::newRow("natural") << 1.0 << false;
        QTest::newRow("enlarged") << 1.5 << false;
        QTest::newRow("dark") << 1.0 << true;
    }
    void aSwapFlashes()
    {
        QFETCH(double, zoom);
        QFETCH(bool, dark);
        PageServer server;
        server.servePage(u"/"_s, u"2"_s, u"ws"_s, kRoom);
        WatchedPage page(server);
        page.view.setZoom(zoom);
        if (dark)
            page.view.setPalette(QPalette(QColor(0x1d, 0x20, 0x25)));
        QVERIFY(page.waitFor(Kind::PageOpen));
        const QString html = u"document.body.parentNode.outerHTML.length"_s;
        QVERIFY(green(picture(page.view, u"before"_s)).isNull());
        const int before = page.ask(html).toInt();
        const QString row = u"<li>Carol: He is in the tunnel.</li>"_s;
        server.say(u"<ul id=list hx-swap-oob=beforeend>%1</ul>"_s.arg(row));
        QImage image;
        QTRY_VERIFY(!green(image = picture(page.view, u"flash-%1%2"_s.arg(zoom).arg(dark))).isNull());
        // htmx marks what it adds with a class for 20 ms.
        QTRY_COMPARE(page.ask(html).toInt(), before + static_cast<int>(row.size()));
        picture(page.view, u"row-%1%2"_s.arg(zoom).arg(dark));
        const QRect box = green(image);
        const QVariantMap rect =
            page.ask(u"document.querySelector('li:last-child').getBoundingClientRect().toJSON()"_s).toMap();
        QVERIFY2(qAbs(box.top() - (rect[u"top"_s].toDouble() * zoom - 3)) <= 3,
                 qPrintable(QString::number(box.top())));
        QVERIFY2(qAbs(box.bottom() - (rect[u"bottom"_s].toDouble() * zoom + 3)) <= 3,
                 qPrintable(QString::number(box.bottom())));
        QVERIFY(box.width() > 300);
        // … and goes by itself.
        QTRY_VERIFY(green(picture(page.view, u"after"_s)).isNull());
    }

    void theFlashFollowsTheScroll()
    {
        PageServer server;
        server.servePage(u"/"_s, u"2"_s, u"ws"_s, kRoom + "<div style='height: 3000px'></div>");
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        page.ask(u"scrollTo(0, 40); 1"_s);
        server.say(u"<ul id=list hx-swap-oob=beforeend><li>Carol: He is in the tunnel.</li></ul>"_s);
        QRect box;
        QTRY_VERIFY(!(box = green(picture(page.view, u"scrolled"_s))).isNull());
        const double top =
            page.ask(u"document.querySelector('li:last-child').getBoundingClientRect().top"_s).toDouble();
        QVERIFY2(qAbs(box.top() - (top - 3)) <= 3, qPrintable(QString::number(box.top())));
    }

    void theFlashCanBeTurnedOff()
    {
        PageServer server;
        server.servePage(u"/"_s, u"2"_s, u"ws"_s, kRoom);
        WatchedPage page(server);
        page.view.setFlash(false);
        QVERIFY(!page.view.flash());
        QVERIFY(page.waitFor(Kind::PageOpen));
        server.say(u"<ul id=list hx-swap-oob=beforeend><li>Carol</li></ul>"_s);
        QVERIFY(page.waitFor(Kind::PageSwap));
        page.ask(u"new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); 1"_s);
        QVERIFY(green(picture(page.view, u"off"_s)).isNull());
    }

    void twoViewsShareNothing()
    {
        PageServer server;
        server.serve(u"/"_s,
                     "<title>x</title><link rel=icon href='data:,'><script>document.cookie = 'a=1'</script>");
        WatchedPage one(server);
        QVERIFY(one.waitFor(Kind::PageLoaded));
        server.serve(u"/"_s, "<title>x</title><link rel=icon href='data:,'>");
        WatchedPage two(server);
        QVERIFY(two.waitFor(Kind::PageLoaded));
        QCOMPARE(one.ask(u"document.cookie"_s).toString(), u"a=1"_s);
        QCOMPARE(two.ask(u"document.cookie"_s).toString(), QString());
    }
};

QTEST_MAIN(TestPageView)
#include "tst_pageview.moc"
