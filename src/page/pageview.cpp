#include "pageview.h"

#include "flash.h"
#include "notice.h"
#include "probe.h"
#include "probereader.h"
#include "webpage.h"

#include <QCoreApplication>
#include <QFontInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QRandomGenerator>
#include <QResizeEvent>
#include <QWebChannel>
#include <QWebEngineDownloadRequest>
#include <QWebEngineHistory>
#include <QWebEngineLoadingInfo>
#include <QWebEngineNewWindowRequest>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <QWebEngineSettings>
#include <QWebEngineView>

namespace swapscope {

namespace {

constexpr int kCalibrations = 3;

} // namespace

void preparePages()
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
}

void preferDarkPages(bool dark)
{
    constexpr char kFlags[] = "QTWEBENGINE_CHROMIUM_FLAGS";
    if (dark)
        qputenv(kFlags, qgetenv(kFlags) + " --force-dark-mode");
}

// The browser's part, made at the first load().
struct Browser
{
    Browser(QWidget *parent, KeyInterceptor::KeyOf keyOf)
        : page(&profile), view(new QWebEngineView(parent)), keys(std::move(keyOf))
    {
    }
    ~Browser() { delete view; }

    // In this order: a page must go before its profile, and the view before its page.
    QWebEngineProfile profile; // without a name: nothing on disk
    ProbePort port;
    QWebChannel channel;
    WebPage page;
    QWebEngineView *view;
    KeyInterceptor keys;
};

class PageView::Private
{
public:
    Private(PageView *view, const QString &name, Recorder &events, ConnectionRegistry &connections)
        : q(view),
          client(name),
          recorder(events),
          reader(name, events, connections),
          overlay(new FlashOverlay(view)),
          notice(new PageNotice(view)),
          hint(new PageHint(view))
    {
    }

    void connectReader();
    void makeBrowser();
    void injectProbe();
    void connectBrowser();
    void connectFailures();
    void calibrate(int times);
    void place();
    void followScroll();
    void fail(const QString &title, const QString &text);
    void loadingChanged(const QWebEngineLoadingInfo &info);
    void showMenu(const QPoint &at);
    void stateChangedSoon();

    PageView *q;
    QString client;
    Recorder &recorder;
    ProbeReader reader;
    PageState state;
    FlashOverlay *overlay;
    PageNotice *notice;
    PageHint *hint;
    std::unique_ptr<Browser> browser;
    QUrl wanted;
    double zoom = 1;
    bool flash = true;
    bool announced = false;
};

void PageView::Private::connectReader()
{
    reader.onDocument = [this] {
        state = {.hidden = !q->isVisible()};
        notice->hide();
        overlay->clear();
        browser->page.setBackgroundColor(Qt::white);
        calibrate(kCalibrations);
        stateChangedSoon();
    };
    reader.onEvent = [this](const Event &event) {
        if (state.apply(event))
            stateChangedSoon();
    };
    reader.onGivenUp = [this](ConnectionId conn) {
        if (state.giveUp(conn))
            stateChangedSoon();
    };
    reader.onFlash = [this](const SwapFlash &what) {
        if (flash)
            overlay->flash(what);
    };
    QObject::connect(notice, &PageNotice::retry, q, &PageView::reload);
}

// Several changes of one turn are one to whoever draws them.
void PageView::Private::stateChangedSoon()
{
    if (announced)
        return;
    announced = true;
    QMetaObject::invokeMethod(
        q,
        [this] {
            announced = false;
            Q_EMIT q->stateChanged();
        },
        Qt::QueuedConnection);
}

void PageView::Private::makeBrowser()
{
    if (browser)
        return;
    browser =
        std::make_unique<Browser>(q, [this](const QByteArray &key) { return reader.streamRequested(key); });
    injectProbe();
    connectBrowser();
    connectFailures();
    QWebEngineSettings *settings = browser->page.settings();
    // The browser's error page lies behind the notice. Without one, the page that could not be loaded again
    // would live on there, and with it its connections.
    settings->setAttribute(QWebEngineSettings::ErrorPageEnabled, true);
    settings->setAttribute(QWebEngineSettings::FullScreenSupportEnabled, false);
    // A page that asks for no font in particular reads like the window around it.
    const QString family = QFontInfo(QGuiApplication::font()).family();
    settings->setFontFamily(QWebEngineSettings::StandardFont, family);
    settings->setFontFamily(QWebEngineSettings::SansSerifFont, family);
    browser->page.setUrlRequestInterceptor(&browser->keys);
    browser->page.setZoomFactor(zoom);
    // Until there is a page the view is a part of the window; a page without a ground of its own is white.
    browser->page.setBackgroundColor(q->palette().color(QPalette::Base));
    browser->view->setPage(&browser->page);
    browser->view->setContextMenuPolicy(Qt::CustomContextMenu);
    browser->view->lower();
    q->setFocusProxy(browser->view);
    place();
    browser->view->show();
}

void PageView::Private::injectProbe()
{
    // A name that no page can guess, so that none can report in the probe's place.
    const QString channel = QString::number(QRandomGenerator::system()->generate64(), 16);
    browser->channel.registerObject(channel, &browser->port);
    browser->page.setWebChannel(&browser->channel, QWebEngineScript::MainWorld);

    QWebEngineScript probe;
    probe.setName(QStringLiteral("swapscope-probe"));
    probe.setInjectionPoint(QWebEngineScript::DocumentCreation);
    probe.setWorldId(QWebEngineScript::MainWorld);
    probe.setSourceCode(probeSource(channel));
    browser->page.scripts().insert(probe);

    QObject::connect(&browser->port, &ProbePort::arrived, q,
                     [this](const QString &document, double sentAt, const QJsonArray &facts) {
                         reader.push(document, sentAt, facts);
                     });
}

void PageView::Private::connectBrowser()
{
    WebPage *page = &browser->page;
    QObject::connect(page, &WebPage::failed, q, [this](const QString &text, const QString &source, int line) {
        reader.failed(text, source, line);
    });
    QObject::connect(page, &QWebEnginePage::urlChanged, q, &PageView::urlChanged);
    QObject::connect(page, &QWebEnginePage::titleChanged, q, &PageView::titleChanged);
    QObject::connect(page, &QWebEnginePage::scrollPositionChanged, q, [this] { followScroll(); });
    // A page opens no window: what it wants to show it shows here.
    QObject::connect(page, &QWebEnginePage::newWindowRequested, q,
                     [this](QWebEngineNewWindowRequest &request) {
                         const QUrl url = request.requestedUrl();
                         QMetaObject::invokeMethod(
                             q, [this, url] { q->load(url); }, Qt::QueuedConnection);
                     });
    QObject::connect(&browser->profile, &QWebEngineProfile::downloadRequested, q,
                     [this](QWebEngineDownloadRequest *request) {
                         request->cancel();
                         hint->tell(tr("“%1” was not downloaded: pages here keep nothing on disk.")
                                        .arg(request->suggestedFileName()));
                         place();
                     });
    QObject::connect(browser->view, &QWidget::customContextMenuRequested, q,
                     [this](const QPoint &at) { showMenu(at); });
}

void PageView::Private::connectFailures()
{
    WebPage *page = &browser->page;
    QObject::connect(page, &QWebEnginePage::loadingChanged, q,
                     [this](const QWebEngineLoadingInfo &info) { loadingChanged(info); });
    QObject::connect(
        page, &QWebEnginePage::renderProcessTerminated, q,
        [this](QWebEnginePage::RenderProcessTerminationStatus status, int code) {
            if (status == QWebEnginePage::NormalTerminationStatus)
                return;
            reader.failed(tr("The page's process ended (exit code %1).").arg(code), {}, 0);
            fail(tr("The page crashed"),
                 tr("Its browser process ended unexpectedly (exit code %1). Nothing else is affected: "
                    "reload to go on.")
                     .arg(code));
        });
}

void PageView::Private::loadingChanged(const QWebEngineLoadingInfo &info)
{
    switch (info.status()) {
    case QWebEngineLoadingInfo::LoadStartedStatus:
        return;
    case QWebEngineLoadingInfo::LoadSucceededStatus:
        if (info.isErrorPage())
            return;
        notice->hide();
        Q_EMIT q->loadFinished(true);
        return;
    case QWebEngineLoadingInfo::LoadStoppedStatus:
        Q_EMIT q->loadFinished(state.loaded);
        return;
    case QWebEngineLoadingInfo::LoadFailedStatus:
        break;
    }
    // The server answered, if only with an error: its answer is the page.
    if (info.errorDomain() == QWebEngineLoadingInfo::HttpStatusCodeDomain) {
        Q_EMIT q->loadFinished(true);
        return;
    }
    const QString where = wanted.toDisplayString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    fail(tr("Nothing answers at %1").arg(where), tr("The server is not there, or its link refuses or cuts "
                                                    "connections (%1). Start the server or mend the "
                                                    "network of client %2, then reload.")
                                                     .arg(info.errorString(), client));
    Q_EMIT q->loadFinished(false);
}

void PageView::Private::fail(const QString &title, const QString &text)
{
    reader.leave();
    state = {.problem = title};
    overlay->clear();
    notice->tell(title, text);
    place();
    stateChangedSoon();
}

// Asks the page for its time, some times over: the quickest answer bounds the distance of the clocks best.
void PageView::Private::calibrate(int times)
{
    if (!browser || times <= 0)
        return;
    const Nanoseconds asked = recorder.now();
    browser->page.runJavaScript(QStringLiteral("performance.now()"), QWebEngineScript::ApplicationWorld,
                                [this, alive = QPointer<PageView>(q), times, asked](const QVariant &answer) {
                                    if (!alive || !answer.isValid())
                                        return;
                                    reader.calibrate(answer.toDouble(), asked);
                                    calibrate(times - 1);
                                });
}

void PageView::Private::place()
{
    const QRect all = q->rect();
    overlay->setGeometry(all);
    notice->setGeometry(all);
    if (browser)
        browser->view->setGeometry(all);
    const int height = hint->heightForWidth(all.width());
    hint->setGeometry(0, all.height() - height, all.width(), height);
}

void PageView::Private::followScroll()
{
    overlay->setView(zoom, browser->page.scrollPosition());
}

void PageView::Private::showMenu(const QPoint &at)
{
    QMenu menu(q);
    const bool selected = browser->page.hasSelection();
    for (const QWebEnginePage::WebAction action :
         {QWebEnginePage::Back, QWebEnginePage::Forward, QWebEnginePage::Reload, QWebEnginePage::Copy,
          QWebEnginePage::Paste}) {
        if (action != QWebEnginePage::Copy || selected)
            menu.addAction(browser->page.action(action));
    }
    menu.exec(browser->view->mapToGlobal(at));
}

PageView::PageView(const QString &client, Recorder &recorder, ConnectionRegistry &connections,
                   QWidget *parent)
    : QWidget(parent), m_d(std::make_unique<Private>(this, client, recorder, connections))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setMinimumSize(120, 80);
    setAccessibleName(tr("Page of client %1").arg(client));
    m_d->connectReader();
}

PageView::~PageView()
{
    // The reader's last words (closed connections) belong into the trace; its listeners are going.
    m_d->reader.onEvent = {};
    m_d->reader.leave();
}

QString PageView::client() const
{
    return m_d->client;
}

void PageView::load(const QUrl &url)
{
    m_d->makeBrowser();
    m_d->wanted = url;
    m_d->browser->page.load(url);
}

void PageView::reload()
{
    if (!m_d->browser)
        return;
    // After a failure there is no page that could be loaded again.
    if (m_d->notice->isVisibleTo(this))
        m_d->browser->page.load(m_d->wanted);
    else
        m_d->browser->page.triggerAction(QWebEnginePage::Reload);
}

void PageView::back()
{
    if (m_d->browser)
        m_d->browser->page.triggerAction(QWebEnginePage::Back);
}

void PageView::forward()
{
    if (m_d->browser)
        m_d->browser->page.triggerAction(QWebEnginePage::Forward);
}

bool PageView::canGoBack() const
{
    return m_d->browser && m_d->browser->page.history()->canGoBack();
}

bool PageView::canGoForward() const
{
    return m_d->browser && m_d->browser->page.history()->canGoForward();
}

QUrl PageView::url() const
{
    if (!m_d->browser)
        return {};
    const QUrl shown = m_d->browser->page.url();
    return shown.isEmpty() || !m_d->state.problem.isEmpty() ? m_d->wanted : shown;
}

QString PageView::title() const
{
    return m_d->browser ? m_d->browser->page.title() : QString();
}

void PageView::evaluate(const QString &script, std::function<void(const QVariant &)> answer)
{
    if (!m_d->browser) {
        if (answer)
            QMetaObject::invokeMethod(
                this, [answer = std::move(answer)] { answer({}); }, Qt::QueuedConnection);
        return;
    }
    m_d->browser->page.runJavaScript(script, QWebEngineScript::MainWorld,
                                     [answer = std::move(answer)](const QVariant &value) {
                                         if (answer)
                                             answer(value);
                                     });
}

void PageView::setFlash(bool on)
{
    m_d->flash = on;
    if (!on)
        m_d->overlay->clear();
}

bool PageView::flash() const
{
    return m_d->flash;
}

void PageView::setZoom(double factor)
{
    m_d->zoom = std::clamp(factor, 0.25, 5.0);
    if (m_d->browser) {
        m_d->browser->page.setZoomFactor(m_d->zoom);
        m_d->followScroll();
    }
}

double PageView::zoom() const
{
    return m_d->zoom;
}

void PageView::setReconnectionTime(const QString &path, Nanoseconds time)
{
    m_d->reader.setReconnectionTime(path, time);
}

const PageState &PageView::state() const
{
    return m_d->state;
}

void PageView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_d->place();
}

} // namespace swapscope
