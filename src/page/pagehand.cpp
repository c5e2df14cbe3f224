#include "pagehand.h"

#include "pageview.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPointer>
#include <QTimer>

namespace swapscope {

namespace {

using namespace std::chrono_literals;
constexpr auto kLook = 60ms;
constexpr int kTries = 80;        // some five seconds
constexpr int kArrivalLooks = 20; // for an event on its way into the page's process: some second

QString quotedForScript(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

// Runs in the page with the element as `e`.
QString onElement(const QString &selector, const QString &body)
{
    return QStringLiteral("(() => { const e = document.querySelector(%1); if (!e) return null; %2 })()")
        .arg(quotedForScript(selector), body);
}

// Where it is, in the page's own pixels, and a note that tells whether a click arrives.
const QString kPlace =
    QStringLiteral("if (e.disabled || document.readyState === 'loading') return null;"
                   "e.scrollIntoView({ block: 'nearest', inline: 'nearest' });"
                   "const key = Symbol.for('swapscope.hand'); window[key] = false;"
                   "e.addEventListener('click', () => { window[key] = true }, { once: true, capture: true });"
                   "const r = e.getBoundingClientRect();"
                   "return [r.left + r.width / 2, r.top + r.height / 2];");
// A page that was left by it has had it.
const QString kArrived = QStringLiteral("window[Symbol.for('swapscope.hand')] !== false");
const QString kClickIfNone = QStringLiteral("if (window[Symbol.for('swapscope.hand')] === false) e.click();");
const QString kSelectAll = QStringLiteral("e.focus(); if (e.select) e.select();");
const QString kWriteIfNot = QStringLiteral(
    "const text = %1; const field = 'value' in e ? 'value' : 'textContent';"
    "if (e[field] !== text) { e[field] = text;"
    "  e.dispatchEvent(new InputEvent('input', { bubbles: true }));"
    "  e.dispatchEvent(new Event('change', { bubbles: true })); }"
    // Whether Enter arrives.
    "const key = Symbol.for('swapscope.hand'); window[key] = false;"
    "e.addEventListener('keydown', (event) => { if (event.key === 'Enter') window[key] = true }, true);");
const QString kSubmitIfNone =
    QStringLiteral("if (window[Symbol.for('swapscope.hand')] === false && e.form) e.form.requestSubmit();");
const QString kIsWritten = QStringLiteral("return e['value' in e ? 'value' : 'textContent'] === %1;");

// The widget that takes the view's mouse and keys.
QWidget *receiver(const PageView &view)
{
    QWidget *widget = view.focusProxy();
    return widget != nullptr && widget->focusProxy() != nullptr ? widget->focusProxy() : widget;
}

void sendMouse(QWidget *to, QEvent::Type type, const QPointF &at, Qt::MouseButtons buttons)
{
    QMouseEvent event(type, at, to->mapToGlobal(at),
                      type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(to, &event);
}

void sendKey(QWidget *to, int key, const QString &text)
{
    QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(to, &press);
    QKeyEvent release(QEvent::KeyRelease, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(to, &release);
}

struct Task
{
    QPointer<PageView> view;
    QString selector;
    HandDone done;
};

using Then = std::function<void()>;

// Runs a script on the element, lets what it caused happen, and goes on while the view is there.
void run(const Task &task, const QString &body, const Then &then)
{
    if (!task.view)
        return;
    task.view->evaluate(onElement(task.selector, body), [task, then](const QVariant &) {
        if (task.view)
            then();
    });
}

void later(const Task &task, std::chrono::milliseconds delay, const Then &then)
{
    if (task.view)
        QTimer::singleShot(delay, task.view, then);
}

// Goes on as soon as the page says that it is so, or when it has been asked often enough.
void await(const Task &task, const QString &expression, int looks, const Then &then)
{
    if (!task.view)
        return;
    task.view->evaluate(expression, [task, expression, looks, then](const QVariant &is) {
        if (!task.view)
            return;
        if (is.toBool() || looks <= 1)
            then();
        else
            later(task, kLook, [=] { await(task, expression, looks - 1, then); });
    });
}

void find(const Task &task, int tries, const std::function<void(const QPointF &)> &found)
{
    task.view->evaluate(onElement(task.selector, kPlace), [task, tries, found](const QVariant &place) {
        if (!task.view)
            return;
        const QVariantList at = place.toList();
        if (at.size() == 2)
            found({at[0].toDouble(), at[1].toDouble()});
        else if (tries > 1)
            later(task, kLook, [task, tries, found] { find(task, tries - 1, found); });
        else
            task.done(Error{QCoreApplication::translate(
                                "swapscope::PageHand", "The page of %1 has no element “%2” that can be used.")
                                .arg(task.view->client(), task.selector)});
    });
}

void press(const Task &task, const QPointF &at, const Then &then)
{
    QWidget *to = receiver(*task.view);
    const QPointF place = at * task.view->zoom();
    const bool reaches = to != nullptr && to->isVisible() && QRectF(to->rect()).contains(place);
    if (reaches) {
        sendMouse(to, QEvent::MouseMove, place, Qt::NoButton);
        sendMouse(to, QEvent::MouseButtonPress, place, Qt::LeftButton);
        sendMouse(to, QEvent::MouseButtonRelease, place, Qt::NoButton);
    }
    await(task, kArrived, reaches ? kArrivalLooks : 1, [task, then] { run(task, kClickIfNone, then); });
}

// Types it, and writes by a script what the keys did not.
void write(const Task &task, const QString &text, const Then &then)
{
    QWidget *to = receiver(*task.view);
    const bool reaches = to != nullptr && to->isVisible();
    if (reaches && text.isEmpty())
        sendKey(to, Qt::Key_Delete, {});
    for (const QChar letter : reaches ? text : QString())
        sendKey(to, letter.toUpper().unicode(), QString(letter));
    const QString quoted = quotedForScript(text);
    await(task, onElement(task.selector, kIsWritten.arg(quoted)), reaches ? kArrivalLooks : 1,
          [task, quoted, then] { run(task, kWriteIfNot.arg(quoted), then); });
}

void pressEnter(const Task &task)
{
    QWidget *to = receiver(*task.view);
    const bool reaches = to != nullptr && to->isVisible();
    if (reaches)
        sendKey(to, Qt::Key_Return, QStringLiteral("\r"));
    await(task, kArrived, reaches ? kArrivalLooks : 1,
          [task] { run(task, kSubmitIfNone, [task] { task.done({}); }); });
}

} // namespace

void clickInPage(PageView &view, const QString &selector, const HandDone &done)
{
    const Task task{&view, selector, done};
    find(task, kTries, [task](const QPointF &at) { press(task, at, [task] { task.done({}); }); });
}

void fillInPage(PageView &view, const QString &selector, const QString &text, bool submit,
                const HandDone &done)
{
    const Task task{&view, selector, done};
    const auto finish = [task, submit] {
        if (submit)
            pressEnter(task);
        else
            task.done({});
    };
    find(task, kTries, [task, text, finish](const QPointF &at) {
        press(task, at, [task, text, finish] {
            run(task, kSelectAll, [task, text, finish] { write(task, text, finish); });
        });
    });
}

} // namespace swapscope
