#pragma once

#include <QObject>
#include <QString>

class QWidget;

namespace swapscope {

class MessageBar;
class ScenarioControl;
class ScenarioTexts;
class Session;
class TraceView;
class WindowActions;
struct SessionOptions;

// The commands of the File menu that ask for a file or a folder first. What was chosen comes by a signal;
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
        const TraceView &trace;
        ScenarioTexts &texts;
        MessageBar &messages;
        const WindowActions &actions;
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
    void reportError(const QString &text);

    const Parts m_parts;
};

} // namespace swapscope
