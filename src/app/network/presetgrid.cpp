#include "presetgrid.h"

#include "widgets/widgets.h"

#include <faults/presets.h>

#include <QGridLayout>
#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>

#include <algorithm>

namespace swapscope {

namespace {
constexpr int kPresetColumns = 3;
constexpr int kPresetSide = 6;
constexpr int kStrip = 3; // how far it is
} // namespace

PresetButton::PresetButton(const Preset &preset, QWidget *parent)
    : QPushButton(preset.title, parent),
      m_name(preset.name),
      m_title(preset.title),
      m_sentence(preset.sentence),
      m_duration(preset.duration())
{
    setProperty("kind", QStringLiteral("preset"));
    setAutoDefault(false);
    QFont font = fonts::small();
    font.setWeight(QFont::Medium);
    setFont(font);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    updateToolTip();
}

void PresetButton::setRunning(bool running, std::optional<Nanoseconds> rest)
{
    const bool changed = running != m_running;
    if (!changed && rest == m_rest)
        return;
    m_running = running;
    m_rest = rest;
    setStyleProperty(this, "running", running);
    if (changed)
        updateToolTip();
    update();
}

// A rich text, so that it is broken into lines.
void PresetButton::updateToolTip()
{
    const QString more =
        m_running ? tr("It runs; press again to end it, and with it every fault of the link.") : QString();
    setToolTip(QStringLiteral("<qt>%1%2</qt>")
                   .arg(m_sentence.toHtmlEscaped(),
                        more.isEmpty() ? QString() : QStringLiteral("<br>") + more.toHtmlEscaped()));
    setAccessibleName(m_running ? tr("%1, running").arg(m_title) : m_title);
    setAccessibleDescription(m_running ? more : m_sentence);
}

void PresetButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    const QString rest = m_running && m_rest ? displayDuration(*m_rest) : QString();
    option.text.clear();
    painter.drawControl(QStyle::CE_PushButton, option);

    const Theme theme = Theme::current();
    if (m_running && m_rest && m_duration && *m_duration > 0) {
        // How much is over, within the button's lower edge.
        const double share =
            1 - std::clamp(static_cast<double>(*m_rest) / static_cast<double>(*m_duration), 0.0, 1.0);
        const QRectF strip(kPresetSide, height() - kStrip - 3, width() - 2 * kPresetSide, kStrip);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.tint(theme.catchUp, 0.25));
        painter.drawRoundedRect(strip, 1.5, 1.5);
        painter.setBrush(theme.catchUp);
        painter.drawRoundedRect(QRectF(strip.topLeft(), QSizeF(strip.width() * share, strip.height())), 1.5,
                                1.5);
    }
    const int side = rest.isEmpty() ? 2 : kPresetSide;
    const QRect inner = rect().adjusted(side, 0, -side, rest.isEmpty() ? 0 : -kStrip - 1);
    painter.setPen(!isEnabled() ? palette().color(QPalette::Disabled, QPalette::ButtonText)
                   : m_running  ? theme.catchUp
                                : theme.ink);
    if (rest.isEmpty()) {
        painter.drawText(inner, Qt::AlignCenter,
                         fontMetrics().elidedText(m_title, Qt::ElideRight, inner.width()));
        return;
    }
    const QFont numbers = [] {
        QFont font = fonts::numbers();
        font.setPointSizeF(font.pointSizeF() * 0.92);
        return font;
    }();
    const int wide = QFontMetrics(numbers).horizontalAdvance(rest);
    painter.drawText(
        inner, Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(m_title, Qt::ElideRight, inner.width() - wide - metrics::kGrid));
    painter.setFont(numbers);
    painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, rest);
}

PresetGrid::PresetGrid(QWidget *parent) : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(metrics::kGap - 2);
    for (const Preset &preset : presets()) {
        auto *button = new PresetButton(preset, this);
        const int place = static_cast<int>(m_buttons.size());
        grid->addWidget(button, place / kPresetColumns, place % kPresetColumns);
        m_buttons.push_back(button);
        connect(button, &QPushButton::clicked, this, [this, button] {
            if (button->isRunning())
                Q_EMIT ended(button->name());
            else
                Q_EMIT started(button->name());
        });
    }
    for (int column = 0; column < kPresetColumns; ++column)
        grid->setColumnStretch(column, 1);
}

void PresetGrid::setRunning(const QString &name, Nanoseconds since, Nanoseconds now)
{
    for (PresetButton *button : m_buttons) {
        if (button->name() != name) {
            button->setRunning(false);
            continue;
        }
        const Preset *preset = findPreset(name);
        const std::optional<Nanoseconds> duration = preset != nullptr ? preset->duration() : std::nullopt;
        if (duration)
            button->setRunning(true, std::max<Nanoseconds>(0, *duration - (now - since)));
        else
            button->setRunning(true);
    }
}

} // namespace swapscope
