#pragma once

#include <core/result.h>
#include <scenario/gallery.h>
#include <scenario/scenario.h>
#include <session/session.h>

#include <QObject>

#include <vector>

class QSettings;

namespace swapscope {

// Which scenario is open: finds it, loads it, starts the session with it, remembers it, copies it. One that
// has errors is opened as far as it goes, so that the editor can mend it.
class ScenarioControl final : public QObject
{
    Q_OBJECT

public:
    // settings may be null: nothing is remembered. Both outlive the object.
    ScenarioControl(Session &session, QSettings *settings, QObject *parent = nullptr);

    // Opens a scenario by name or folder. False: it cannot run; failed() said why. Else the session has been
    // asked for it, and Session::opened() or failed() follows.
    bool open(const QString &nameOrPath, const SessionOptions &options);
    // The same one again, read anew from its folder, with version, parameters and seed as they are.
    bool reopen();

    bool hasScenario() const { return !m_scenario.dir.isEmpty(); }
    const Scenario &scenario() const { return m_scenario; }
    // It came with the program: it is not to be changed in place.
    bool isBundled() const;

    // The error in a sentence, with the file as the editor's tabs name it.
    QString textOf(Error error) const;

    std::vector<GalleryEntry> bundled() const;
    std::vector<GalleryEntry> recent() const;
    QString lastOpened() const; // the folder; empty: none is remembered

    // Where the user's own scenarios go.
    static QString userFolder();
    static QString draftsFolder();

Q_SIGNALS:
    // Another scenario was asked for by open().
    void opening();
    // There is something to show in the editor, whether it runs or not.
    void loaded();
    // It does not run; every reason.
    void failed(const QString &what, const std::vector<swapscope::Error> &errors);

private:
    bool start(const ScenarioLoading &loading);
    // Version, parameters and address as they are now, for the next time.
    void keepOptions();
    void remember(const QString &dir);

    Session &m_session;
    QSettings *m_settings;
    Scenario m_scenario;
    SessionOptions m_options;
    QStringList m_recent;
};

} // namespace swapscope
