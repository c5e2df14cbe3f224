#pragma once

#include "geometry.h"
#include "viewport.h"

namespace swapscope::timeline {

// Makes the lines between the server's row and a lane: messages, messages that are held on their way, and
// updates for which no message was sent. Applies the filter, and folds what is too close together. Adds to
// the lines and holds of a Geometry. Input, viewport and geometry belong to the caller and outlive this
// object. One thread.
class MessageLines
{
public:
    MessageLines(const GeometryInput &input, const Viewport &viewport, Geometry *geometry)
        : m_input(input), m_viewport(viewport), m_geometry(*geometry)
    {
    }

    // Everything of one lane that is visible, in its row.
    void addAll(const Row &row, const Lane &lane);
    // One message of the lane, by its index, standing for `count` messages. Ignores the filter.
    void addMessage(const Row &row, const Lane &lane, int index, int count);
    // The same for a missed update.
    void addMissed(const Row &row, const Lane &lane, int index, int count);

private:
    // What tells a message in flight from another one in the picture: in which stretches of the time, each as
    // wide as the fold, it left, was stopped and went on, and at which heights its line comes into the view
    // and ends, if it left before.
    struct Trail
    {
        Nanoseconds started = 0;
        Nanoseconds stopped = 0;
        Nanoseconds wentOn = 0;
        qreal enters = 0;
        qreal ends = 0;

        bool covers(const Trail &other) const;
    };

    bool shows(Flow flow) const;
    void inFlight(const Row &row, const Lane &lane);
    Trail trailOf(const Row &row, const Lane &lane, const MessageItem &message) const;
    qreal startY(const Row &row, const MessageItem &message) const;
    qreal endY(const Row &row, const MessageItem &message) const;
    QPointF tipOf(const Row &row, const Lane &lane, const MessageItem &message) const;
    void hold(const Row &row, const MessageItem &message, const LineShape &line);
    void add(LineShape line);

    const GeometryInput &m_input;
    const Viewport &m_viewport;
    Geometry &m_geometry;
};

} // namespace swapscope::timeline
