#pragma once

#include <core/event.h>

#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;
class QSplitter;
class QStackedLayout;

namespace swapscope {

class ClientColumn;
class Session;

// The pages of a run, side by side: a view for each client, from the run's beginning to its end. A page can
// be closed and shown again while the run goes on.
class PagesPanel final : public QWidget
{
    Q_OBJECT

public:
    // session outlives the panel.
    explicit PagesPanel(Session &session, QWidget *parent = nullptr);
    ~PagesPanel() override;

    // Makes a view for every client of the run, and loads its page.
    void openPages();
    // Deletes the views.
    void closePages();
    // Takes in what the run says about the pages now, and what refresh() shows.
    void followRun();
    // Shows the links and the ledger as they are now.
    void refresh();

    QStringList shown() const; // clients whose page is shown
    void setShown(const QString &client, bool shown);
    void setFlash(bool on);
    void setSelected(const QString &client);
    ClientColumn *column(const QString &client) const;

    // Loads every page again.
    void reload();
    // Shows a sentence instead of pages: what to do, or what is looked at. Empty: the pages.
    void setNote(const QString &title, const QString &text);

Q_SIGNALS:
    void clientSelected(const QString &client);
    void shownChanged();
    // Nothing is open: a button of the empty state was pressed.
    void openFolderRequested();
    void newScenarioRequested();

private:
    ClientColumn *add(const QString &client);
    void applyReconnectionTimes();

    Session &m_session;
    QSplitter *m_splitter;
    QWidget *m_noteBox;
    QLabel *m_noteTitle;
    QLabel *m_noteText;
    QStackedLayout *m_stack;
    std::vector<ClientColumn *> m_columns;
    QString m_selected;
    bool m_flash = true;
};

} // namespace swapscope
