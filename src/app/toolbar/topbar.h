#pragma once

#include <scenario/gallery.h>

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QMenu;
class QToolButton;

namespace swapscope {

class AddressField;
class VersionSwitch;
class WindowActions;

// The row below the menus: begin again, which scenario under which htmx, where it is served, the faults that
// are used most, and the count of what happened.
class TopBar final : public QWidget
{
    Q_OBJECT

public:
    TopBar(const WindowActions &actions, QMenu *more, QWidget *parent = nullptr);

    VersionSwitch *versions() const { return m_versions; }
    AddressField *address() const { return m_address; }

    // What can be chosen; `current` is the folder that is open (listed even when it is in neither).
    void setScenarios(const std::vector<GalleryEntry> &bundled, const std::vector<GalleryEntry> &recent,
                      const QString &currentDir, const QString &currentTitle);
    // No scenario is open, but this server is attached: "localhost:8000".
    void showAttached(const QString &server);
    // "42 sent · 3 missed", and where there is room " · 2 caught up".
    void setSummary(int sent, int missed, int recovered, const QString &toolTip);
    // Why the counts are not complete, in a word or two ("1,240 events behind"); it stands before them.
    // Empty: they are.
    void setIncomplete(const QString &words);
    // In front of an attached server, where nobody knows what was sent.
    void setPassed(int messages);

    // Of the row with icons only: it must not keep the window wide.
    QSize minimumSizeHint() const override { return {880, height()}; }
    QSize sizeHint() const override { return minimumSizeHint(); }

Q_SIGNALS:
    void scenarioChosen(const QString &dir);
    void openFolderRequested();
    void galleryRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *addAction(QAction *action, const char *kind);
    // Which buttons have words beside their icons; the fewer, the narrower the bar.
    enum class Words { All, Some, Few, None };
    void setWords(Words words);
    // Shows as many words as there is room for.
    void fit();
    void showCounts();
    void sayWhatIsOpen();

    QComboBox *m_scenario;
    VersionSwitch *m_versions;
    AddressField *m_address;
    QLabel *m_summary;
    QString m_counts;
    QString m_incomplete;
    QString m_caughtUp; // what is left out first
    QToolButton *m_restart;
    QToolButton *m_play;
    QToolButton *m_hold;
    QToolButton *m_step;
    QToolButton *m_cut;
    QToolButton *m_deploy;
    QToolButton *m_freeze;
    QToolButton *m_more;
};

} // namespace swapscope
