#pragma once

#include <link/hold/hold.h>

#include <QWidget>

#include <vector>

namespace swapscope {

class BreakpointForm;
class FlowBox;

// Shows which messages are held: a chip for each breakpoint, and a form to change it.
class BreakpointBar final : public QWidget
{
    Q_OBJECT

public:
    explicit BreakpointBar(QWidget *parent = nullptr);

    void setClients(const QStringList &clients);
    void setBreakpoints(const std::vector<Breakpoint> &breakpoints);
    BreakpointForm *form() const { return m_form; }

public Q_SLOTS:
    void add();

Q_SIGNALS:
    // The user has changed the breakpoints to these.
    void changed(const std::vector<swapscope::Breakpoint> &breakpoints);

private:
    void fill();
    void edit(int index);
    void remove(int index);
    void accept();

    std::vector<Breakpoint> m_breakpoints;
    int m_edited = -1; // the index of the breakpoint in the form; -1: a new one
    FlowBox *m_chips;
    BreakpointForm *m_form;
};

// A breakpoint in a few words: "B ↓ /chat “hello”", "everything".
QString breakpointText(const Breakpoint &breakpoint);

} // namespace swapscope
