#pragma once

#include <core/clock.h>
#include <link/linkstatus.h>

#include <QWidget>

namespace swapscope {

class ClientHeader;
class ConnectionRegistry;
class MissedNote;
class PageView;
class Recorder;
struct LedgerSummary;

// One client in the middle of the window: the header and its page.
class ClientColumn final : public QWidget
{
    Q_OBJECT

public:
    // Recorder and registry are the run's and outlive the column.
    ClientColumn(const QString &client, Recorder &recorder, ConnectionRegistry &connections,
                 QWidget *parent = nullptr);

    QString client() const { return m_client; }
    ClientHeader *header() const { return m_header; }
    PageView *page() const { return m_page; }

    void load(const QUrl &url);
    // Whether swaps flash and the note on missed updates shows.
    void setFlash(bool on);
    // In the background the page is a tab that is not shown: document.hidden is true.
    void setInBackground(bool on);
    bool isInBackground() const;
    // Draws the header anew for this moment.
    void update(const LinkStatus &link, const LedgerSummary &summary, Nanoseconds now);

private:
    QString m_client;
    ClientHeader *m_header;
    PageView *m_page;
    MissedNote *m_note;
    QWidget *m_curtain; // stands in the place of a page that is in the background
    QUrl m_home;
};

} // namespace swapscope
