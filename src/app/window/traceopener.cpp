#include "traceopener.h"

#include "traceview.h"
#include "widgets/behind.h"
#include "widgets/messagebar.h"

#include <session/observer/traceloader.h>

#include <QFileInfo>

namespace swapscope {

TraceOpener::TraceOpener(TraceView &view, MessageBar &messages, QObject *parent)
    : QObject(parent), m_view(view), m_messages(messages)
{
}

TraceOpener::~TraceOpener() = default;

void TraceOpener::open(const QString &path)
{
    cancel();
    m_name = QFileInfo(path).fileName();
    m_loader = new TraceLoader(path, this);
    connect(m_loader, &TraceLoader::progressed, this, &TraceOpener::showProgress);
    connect(m_loader, &TraceLoader::finished, this, &TraceOpener::finish);
    connect(m_loader, &TraceLoader::ended, m_loader, &QObject::deleteLater);
    m_loader->start();
}

void TraceOpener::cancel()
{
    if (m_loader == nullptr)
        return;
    m_loader->cancel(); // it deletes itself when its thread has ended
    m_loader = nullptr;
    if (!m_told.isEmpty() && m_messages.text() == m_told)
        m_messages.dismiss();
    m_told.clear();
}

void TraceOpener::showProgress(int percent, qulonglong events)
{
    const QString text = tr("Reading %1: %2 %, %3 events").arg(m_name).arg(percent).arg(groupedCount(events));
    if (m_told.isEmpty())
        m_messages.showOver(MessageBar::Tone::Note, text, {{tr("Cancel"), [this] { cancel(); }}});
    else if (m_messages.text() == m_told) // else something else is to be read there, or nothing more of this
        m_messages.setText(text);
    else
        return;
    m_told = text;
}

void TraceOpener::finish()
{
    Result<LoadedTrace> loaded = m_loader->take();
    m_loader = nullptr;
    m_told.clear();
    if (!loaded) {
        Q_EMIT failed(loaded.error());
        return;
    }
    const QStringList notes = loaded->notes.sentences;
    m_view.show(std::move(*loaded));
    Q_EMIT opened(notes);
}

} // namespace swapscope
