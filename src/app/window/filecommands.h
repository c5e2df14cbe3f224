#pragma once

#include <QObject>
#include <QString>

class QWidget;

namespace swapscope {

class ScenarioControl;
class Session;
class TraceView;
class WindowPanels;
struct SessionOptions;

// The commands of the File menu that ask for a file or a folder first. What they decide is done by signals;
// what fails is said in the message bar.
class FileCommands final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        QWidget &window;
        Session &session;
        const ScenarioControl &scenarios;
        const WindowPanels &panels;
        const TraceView &trace;
    };

    // What the parts name outlives the object.
    explicit FileCommands(const Parts &parts, QObject *parent = nullptr);

    void newScenario();
    void saveAsCopy();
    void askForFolder();
    void askForTrace();
    void saveTraceAs();
    void savePictureAs();

Q_SIGNALS:
    void scenarioChosen(const QString &dir, const swapscope::SessionOptions &options);
    void traceChosen(const QString &path);

private:
    void say(const QString &text);

    const Parts m_parts;
};

} // namespace swapscope
