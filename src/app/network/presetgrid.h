#pragma once

#include <core/clock.h>

#include <QPushButton>
#include <QWidget>

#include <optional>
#include <vector>

namespace swapscope {

struct Preset;

// One preset: its title, and while it runs how far it is.
class PresetButton final : public QPushButton
{
    Q_OBJECT

public:
    PresetButton(const Preset &preset, QWidget *parent);

    QString name() const { return m_name; }
    bool isRunning() const { return m_running; }
    // `rest` of its duration; nothing: until it is ended.
    void setRunning(bool running, std::optional<Nanoseconds> rest = {});

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void updateToolTip();

    QString m_name;
    QString m_title;
    QString m_sentence;
    std::optional<Nanoseconds> m_duration;
    std::optional<Nanoseconds> m_rest;
    bool m_running = false;
};

// Every preset of the link as a button.
class PresetGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit PresetGrid(QWidget *parent = nullptr);

    // The preset that is in force on the link, since when on the same clock as `now`; empty: none.
    void setRunning(const QString &name, Nanoseconds since, Nanoseconds now);
    const std::vector<PresetButton *> &buttons() const { return m_buttons; }

Q_SIGNALS:
    void started(const QString &name);
    void ended(const QString &name);

private:
    std::vector<PresetButton *> m_buttons;
};

} // namespace swapscope
