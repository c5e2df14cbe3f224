#pragma once

#include "axis.h"
#include "layout.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <functional>
#include <vector>

// The shapes that make the diagram for one range and one size, with roles instead of colours; painting them
// is left to app/timeline. Only visible items are visited. Items that are less than kFold pixels apart are
// folded: drawn as one shape with a count.
namespace swapscope::timeline {

// In pixels.
inline constexpr qreal kFold = 3;
inline constexpr qreal kDotRadius = 3;
inline constexpr qreal kCrossRadius = 4;
inline constexpr qreal kMarkSize = 6;
inline constexpr qreal kHoldHeight = 7;

// The role of a shape, which the theme turns into a colour.
enum class Ink : quint8 { Text, Dim, Live, Lost, Wait, CatchUp, Sent };

struct BandShape
{
    QRectF rect;
    BandState state = BandState::Open;
    ItemRef item;
    int count = 1;     // how many segments are folded into this shape
    qreal planned = 0; // for the back-off that goes on: the x at which it is planned to end; else 0

    friend bool operator==(const BandShape &, const BandShape &) = default;
};

enum class LineEnd : quint8 { Dot, Cross, Tip };

struct LineShape
{
    QPointF from;
    QPointF to;
    Ink ink = Ink::Live;
    bool dashed = false;
    LineEnd end = LineEnd::Dot;
    ItemRef item;
    int count = 1;

    friend bool operator==(const LineShape &, const LineShape &) = default;
};

struct MarkShape
{
    QPointF center;
    SwapLook look = SwapLook::Append;
    ItemRef item;
    int count = 1;

    friend bool operator==(const MarkShape &, const MarkShape &) = default;
};

struct CrossShape
{
    QPointF center;
    bool orderly = false; // closed by a close frame (RFC 6455 §5.5.1), not cut
    ItemRef item;
    int count = 1;

    friend bool operator==(const CrossShape &, const CrossShape &) = default;
};

struct GapShape
{
    QRectF rect;
    ItemRef item;

    friend bool operator==(const GapShape &, const GapShape &) = default;
};

// A message that waits, or waited, at a breakpoint in the link.
struct HoldShape
{
    QRectF rect;
    bool waiting = false; // it is still held
    ItemRef item;
    int count = 1;

    friend bool operator==(const HoldShape &, const HoldShape &) = default;
};

struct LabelShape
{
    QRectF rect;
    QString text;
    Ink ink = Ink::Text;
    ItemRef item;

    friend bool operator==(const LabelShape &, const LabelShape &) = default;
};

struct GeometryInput
{
    Scale scale;
    Layout layout;
    Filter filter;
    Nanoseconds now = 0; // where items end that still go on
    ItemRef selected;    // gets a shape of its own even if it would be folded
    qreal labelHeight = 14;
    std::function<qreal(const QString &)> labelWidth; // measures a label; empty: 6.2 pixels a character
};

struct Hit
{
    ItemRef item; // none if there is nothing at the point
    int count = 1;

    friend bool operator==(const Hit &, const Hit &) = default;
};

struct Geometry
{
    std::vector<Tick> ticks;
    std::vector<GapShape> gaps;
    std::vector<BandShape> bands;
    std::vector<LineShape> lines; // one for a message, two for a message that was held
    std::vector<HoldShape> holds;
    std::vector<CrossShape> crosses;
    std::vector<MarkShape> marks;
    std::vector<LabelShape> labels;
    // True if the shapes will be different at a later `now` even without a new event, because a visible item
    // still goes on. If false, there is no need to paint again.
    bool grows = false;

    friend bool operator==(const Geometry &, const Geometry &) = default;
};

// Shapes are in the pixels of the diagram; lines are clipped a little outside the scale.
Geometry geometry(const Lanes &lanes, const GeometryInput &input);

// The text in a gap: "B is away for 5.9 s — 3 updates missed", "B is away for 2.0 s — nothing missed".
QString gapText(const Lane &lane, const Gap &gap, Nanoseconds now);
// How a connection ended, briefly: "cut · 1006", "server closed · 1012".
QString closingText(const Closing &closing);
// The attempt and the delay of a back-off: "1 · 0.4 s"; "1 · ≈3 s" if the delay is an estimate.
QString backoffText(const Segment &segment);
// "catch-up: 3 replayed", "catch-up: snapshot, 3 recovered"; empty if it made up for nothing.
QString catchUpText(const CatchUp &catchUp);

} // namespace swapscope::timeline
