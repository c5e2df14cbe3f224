#pragma once

#include <core/result.h>

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>

namespace swapscope {

class MessageBar;
class TraceLoader;
class TraceView;

// Opens saved traces beside what is shown: the message bar says how far the reading is and offers to cancel
// it, and the window stays at the user's service meanwhile. What is shown stays until everything is read.
class TraceOpener final : public QObject
{
    Q_OBJECT

public:
    // Both outlive the object.
    TraceOpener(TraceView &view, MessageBar &messages, QObject *parent = nullptr);
    ~TraceOpener() override;

    // opened() or failed() follows, unless it is cancelled or another one is opened first.
    void open(const QString &path);
    void cancel();
    bool isReading() const { return m_loader != nullptr; }

Q_SIGNALS:
    // The view shows it. What is to be said of the file (TraceNotes), in sentences.
    void opened(const QStringList &notes);
    void failed(const swapscope::Error &error);

private:
    void showProgress(int percent, qulonglong events);
    void finish();

    TraceView &m_view;
    MessageBar &m_messages;
    QPointer<TraceLoader> m_loader; // null: nothing is read
    QString m_name;                 // of the file
    QString m_told;                 // what the message bar says of it
};

} // namespace swapscope
