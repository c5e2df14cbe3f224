#pragma once

#include <faults/catalogue.h>

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;
class QScrollArea;

namespace swapscope {

class FaultForm;

// Every fault that there is, with every argument. Stays open while the run goes on; does nothing itself.
class FaultDialog final : public QDialog
{
    Q_OBJECT

public:
    // The catalogue must outlive it.
    explicit FaultDialog(QWidget *parent = nullptr,
                         const FaultCatalogue &faults = FaultCatalogue::standard());

    // Whose link it acts on, in words: "client B".
    void setTarget(const QString &whom);
    // Shows the form of this fault.
    void choose(const QString &fault);
    QString fault() const;
    FaultForm *form() const { return m_form; }

Q_SIGNALS:
    // For no client yet.
    void faultRequested(const swapscope::FaultCommand &command);

private:
    void showForm();
    void apply();

    const FaultCatalogue &m_faults;
    QListWidget *m_list;
    QLabel *m_title;
    QLabel *m_summary;
    QLabel *m_done;
    QScrollArea *m_scroll;
    QPushButton *m_apply;
    FaultForm *m_form = nullptr;
    QString m_whom;
};

} // namespace swapscope
