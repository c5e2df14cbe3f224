#pragma once

#include <link/linkstatus.h>

#include <QTimer>
#include <QWidget>

class QToolButton;

namespace swapscope {

class ValueSlider;

// What a link does all the time, on sliders: latency and its jitter, bandwidth, loss, idle timeout. Shows a
// status and asks for faults by a signal.
class LinkSliders final : public QWidget
{
    Q_OBJECT

public:
    explicit LinkSliders(QWidget *parent = nullptr);

    // `mixed`: the links that are meant differ, this is the first one's.
    void setStatus(const LinkStatus &status, bool mixed = false);

    ValueSlider *latency() const { return m_latency; }
    ValueSlider *jitter() const { return m_jitter; }
    ValueSlider *bandwidth() const { return m_bandwidth; }
    ValueSlider *loss() const { return m_loss; }
    ValueSlider *idle() const { return m_idle; }

Q_SIGNALS:
    // For no client yet.
    void faultRequested(const swapscope::FaultCommand &command);

private:
    QWidget *makeJitterRow();
    // Asks now, or soon when more will follow.
    void request(const FaultCommand &command, bool more);
    void requestLatency(bool more);
    void requestBandwidth(bool more);
    void requestLoss(bool more);
    void requestIdle(bool more);
    void flush();
    void display();

    LinkStatus m_status;
    bool m_mixed = false;
    ValueSlider *m_latency;
    ValueSlider *m_jitter;
    ValueSlider *m_bandwidth;
    ValueSlider *m_loss;
    ValueSlider *m_idle;
    QToolButton *m_normal = nullptr;
    QToolButton *m_uniform = nullptr;
    std::optional<FaultCommand> m_waiting; // what is asked for when the handle rests
    QTimer m_rest;
};

} // namespace swapscope
