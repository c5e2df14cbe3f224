#include "linksliders.h"

#include "linkscale.h"
#include "valueslider.h"
#include "widgets/widgets.h"

#include <faults/names.h>

#include <QButtonGroup>
#include <QVBoxLayout>

#include <cmath>

namespace swapscope {

namespace {

using namespace std::chrono_literals;
constexpr auto kRest = 80ms; // between two requests while a handle is dragged
constexpr int kSlidersApart = 3;

// On a scale 0 stands for what has no limit.
std::optional<qint64> limited(double value)
{
    return value == 0 ? std::nullopt : std::optional(static_cast<qint64>(value));
}

double onScale(std::optional<qint64> limit)
{
    return static_cast<double>(limit.value_or(0));
}

QString bothWays(const LinkScale &scale, double down, double up)
{
    return down == up ? scale.text(down) : QStringLiteral("↓ %1  ↑ %2").arg(scale.text(down), scale.text(up));
}

} // namespace

LinkSliders::LinkSliders(QWidget *parent)
    : QWidget(parent),
      m_latency(new ValueSlider(tr("Latency"), tr("How long each message takes, each way"),
                                jitterScale().last() + 1, this)),
      m_jitter(new ValueSlider(tr("Jitter"), tr("By how much the latency wavers, up and down"),
                               jitterScale().last() + 1, this)),
      m_bandwidth(new ValueSlider(tr("Bandwidth"), tr("How much passes in a second, each way"),
                                  bandwidthScale().last() + 1, this)),
      m_loss(new ValueSlider(tr("Lose messages"),
                             tr("How many of the messages are left out, each way; the connection lives on"),
                             lossScale().last() + 1, this)),
      m_idle(new ValueSlider(tr("Idle timeout"),
                             tr("A connection on which nothing passes for so long is ended, as proxies do"),
                             idleScale().last() + 1, this))
{
    auto *wavers = makeIconButton(QStringLiteral("sliders"), tr("Jitter: by how much it wavers"), this);
    wavers->setCheckable(true);
    wavers->setFixedSize(20, 20);
    wavers->setIconSize(QSize(12, 12));
    m_latency->addBesideName(wavers);
    QWidget *jitterRow = makeJitterRow();
    jitterRow->hide();
    connect(wavers, &QToolButton::toggled, jitterRow, &QWidget::setVisible);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_latency);
    layout->addWidget(jitterRow);
    for (QWidget *each : {m_bandwidth, m_loss, m_idle}) {
        layout->addSpacing(kSlidersApart);
        layout->addWidget(each);
    }

    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);
    connect(&m_rest, &QTimer::timeout, this, &LinkSliders::flush);

    connect(m_latency, &ValueSlider::moved, this, [this](int position, bool dragging) {
        m_status.down.delay = m_status.up.delay = static_cast<Nanoseconds>(jitterScale().valueAt(position));
        requestLatency(dragging);
    });
    connect(m_latency, &ValueSlider::typed, this, [this](const QString &text) {
        const Result<LatencyValue> value = readLatency(text);
        if (!value) {
            m_latency->setWrong(value.error().message);
            return;
        }
        m_status.down.delay = m_status.up.delay = value->delay;
        m_status.down.jitter = m_status.up.jitter = value->jitter;
        requestLatency(false);
    });
    const auto follow = [this](ValueSlider *slider, const LinkScale &scale, auto apply, auto ask) {
        connect(slider, &ValueSlider::moved, this, [this, &scale, apply, ask](int position, bool dragging) {
            apply(scale.valueAt(position));
            (this->*ask)(dragging);
        });
        connect(slider, &ValueSlider::typed, this, [this, slider, &scale, apply, ask](const QString &text) {
            const Result<double> value = scale.read(text);
            if (!value) {
                slider->setWrong(value.error().message);
                return;
            }
            apply(*value);
            (this->*ask)(false);
        });
    };
    follow(
        m_jitter, jitterScale(),
        [this](double value) { m_status.down.jitter = m_status.up.jitter = static_cast<Nanoseconds>(value); },
        &LinkSliders::requestLatency);
    follow(
        m_bandwidth, bandwidthScale(),
        [this](double value) { m_status.kbitDown = m_status.kbitUp = limited(value); },
        &LinkSliders::requestBandwidth);
    follow(
        m_loss, lossScale(), [this](double value) { m_status.loseDown = m_status.loseUp = value / 100; },
        &LinkSliders::requestLoss);
    follow(
        m_idle, idleScale(), [this](double value) { m_status.idleTimeout = limited(value); },
        &LinkSliders::requestIdle);
    display();
}

QWidget *LinkSliders::makeJitterRow()
{
    auto *row = new QWidget(this);
    auto *segments = new QFrame(row);
    segments->setProperty("segmented", true);
    auto *pair = new QHBoxLayout(segments);
    pair->setContentsMargins(0, 0, 0, 0);
    pair->setSpacing(0);
    auto *group = new QButtonGroup(row);
    const auto add = [&](const QString &text, const QString &tip) {
        auto *button = new QToolButton(segments);
        button->setProperty("kind", QStringLiteral("segment"));
        button->setText(text);
        button->setToolTip(tip);
        button->setAccessibleName(text);
        button->setAccessibleDescription(tip);
        button->setCheckable(true);
        button->setFont(fonts::small());
        button->setFixedHeight(22);
        button->setFocusPolicy(Qt::StrongFocus);
        group->addButton(button);
        pair->addWidget(button);
        return button;
    };
    m_uniform = add(tr("uniform"), tr("Any wait from latency − jitter to latency + jitter is as likely"));
    m_normal = add(tr("normal"), tr("Most waits are near the latency; the jitter is the standard deviation"));
    m_uniform->setChecked(true);
    connect(group, &QButtonGroup::buttonClicked, this, [this] {
        m_status.down.normal = m_status.up.normal = m_normal->isChecked();
        requestLatency(false);
    });

    auto *shape = new QHBoxLayout;
    shape->setContentsMargins(0, 0, ValueSlider::kOverhang, 0);
    shape->addWidget(makeLabel(tr("Distribution"), "dim", row));
    shape->addStretch();
    shape->addWidget(segments);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(metrics::kMargin, metrics::kGrid, 0, metrics::kGap);
    layout->setSpacing(metrics::kGrid);
    layout->addWidget(m_jitter);
    layout->addLayout(shape);
    return row;
}

void LinkSliders::setStatus(const LinkStatus &status, bool mixed)
{
    // What was asked for a moment ago is not there yet.
    if (m_rest.isActive())
        return;
    m_status = status;
    m_mixed = mixed;
    display();
}

void LinkSliders::requestLatency(bool more)
{
    if (m_status.down.isNone()) {
        request(endOf(faultName::latency), more);
        return;
    }
    FaultCommand command{.fault = faultName::latency,
                         .args = {{QStringLiteral("delay"), m_status.down.delay},
                                  {QStringLiteral("jitter"), m_status.down.jitter}}};
    if (m_status.down.normal)
        command.args.set(QStringLiteral("distribution"), QStringLiteral("normal"));
    request(command, more);
}

void LinkSliders::requestBandwidth(bool more)
{
    const QString &bandwidth = faultName::bandwidth;
    request(m_status.kbitDown
                ? FaultCommand{.fault = bandwidth, .args = {{QStringLiteral("kbit"), *m_status.kbitDown}}}
                : endOf(bandwidth),
            more);
}

void LinkSliders::requestLoss(bool more)
{
    const QString &lose = faultName::lose;
    FaultCommand end = endOf(lose);
    end.args.set(QStringLiteral("kind"), QStringLiteral("data"));
    request(m_status.loseDown > 0
                ? FaultCommand{.fault = lose, .args = {{QStringLiteral("probability"), m_status.loseDown}}}
                : end,
            more);
}

void LinkSliders::requestIdle(bool more)
{
    const QString &idle = faultName::idle;
    request(m_status.idleTimeout
                ? FaultCommand{.fault = idle, .args = {{QStringLiteral("timeout"), *m_status.idleTimeout}}}
                : endOf(idle),
            more);
}

void LinkSliders::request(const FaultCommand &command, bool more)
{
    m_mixed = false;
    display();
    if (m_waiting && subjectOf(*m_waiting) != subjectOf(command))
        flush();
    m_waiting = command;
    if (more) {
        if (!m_rest.isActive())
            m_rest.start();
    } else {
        flush();
    }
}

void LinkSliders::flush()
{
    m_rest.stop();
    if (m_waiting)
        Q_EMIT faultRequested(*std::exchange(m_waiting, {}));
}

void LinkSliders::display()
{
    const QString mixed = m_mixed ? tr("they differ") : QString();
    const auto put = [&](ValueSlider *slider, const LinkScale &scale, double value, double up) {
        slider->show(scale.positionOf(value), mixed.isEmpty() ? bothWays(scale, value, up) : mixed,
                     value == 0 && up == 0);
    };
    const auto down = static_cast<double>(m_status.down.delay);
    const LatencyValue latency{m_status.down.delay, m_status.down.jitter};
    const LatencyValue latencyUp{m_status.up.delay, m_status.up.jitter};
    const QString text = latency == latencyUp
                             ? latencyText(latency)
                             : QStringLiteral("↓ %1  ↑ %2").arg(latencyText(latency), latencyText(latencyUp));
    m_latency->show(jitterScale().positionOf(down), mixed.isEmpty() ? text : mixed,
                    latency == LatencyValue{} && latencyUp == LatencyValue{});
    put(m_jitter, jitterScale(), static_cast<double>(m_status.down.jitter),
        static_cast<double>(m_status.up.jitter));
    put(m_bandwidth, bandwidthScale(), onScale(m_status.kbitDown), onScale(m_status.kbitUp));
    put(m_loss, lossScale(), m_status.loseDown * 100, m_status.loseUp * 100);
    put(m_idle, idleScale(), onScale(m_status.idleTimeout), onScale(m_status.idleTimeout));
    (m_status.down.normal || m_status.up.normal ? m_normal : m_uniform)->setChecked(true);
}

} // namespace swapscope
