#include "stallnote.h"

#include "widgets/messagebar.h"

#include <session/session.h>

#include <QFileInfo>

namespace swapscope {

namespace {
using namespace std::chrono_literals;
constexpr auto kEverySecond = 1s;
} // namespace

StallNote::StallNote(Session &session, MessageBar &bar, QObject *parent)
    : QObject(parent), m_session(session), m_bar(bar)
{
    m_tick.setInterval(kEverySecond);
    connect(&m_tick, &QTimer::timeout, this, [this] { m_bar.setText(text()); });
    connect(&m_bar, &MessageBar::dismissed, &m_tick, &QTimer::stop);
    connect(&session, &Session::scriptStalled, this, &StallNote::show);
    connect(&session, &Session::scriptResumed, this, &StallNote::show);
    connect(&session, &Session::stateChanged, this, [this] {
        if (!m_session.scriptStall())
            show();
    });
}

void StallNote::show()
{
    if (!m_session.scriptStall()) {
        m_bar.dismiss();
        return;
    }
    m_bar.show(MessageBar::Tone::Error, text(), {{tr("Restart"), [this] { m_session.restart(); }}});
    m_tick.start();
}

QString StallNote::text() const
{
    const std::optional<ScriptStall> stall = m_session.scriptStall();
    if (!stall)
        return {};
    return tr("%1 (%2:%3) has been running for %4 s and has not returned. Nothing is served meanwhile, and "
              "what "
              "you do here waits for it. Restart leaves it behind.")
        .arg(stall->what.left(1).toUpper() + stall->what.mid(1), QFileInfo(stall->file).fileName())
        .arg(stall->line)
        .arg((m_session.now() - stall->since) / kSecond);
}

} // namespace swapscope
