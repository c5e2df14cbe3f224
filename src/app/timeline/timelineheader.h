#pragma once

#include <timeline/filter.h>

#include <QStringList>
#include <QWidget>

class QLabel;
class QMenu;
class QSlider;
class QToolButton;

namespace swapscope {

class TimelineLegend;

// The head of the timeline: caption, legend, Follow, zoom, Filter…, Export.
class TimelineHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineHeader(QWidget *parent = nullptr);

    void setFollowing(bool on);
    void setZoom(double level); // 0 … 1
    void setFilter(const timeline::Filter &filter);
    void setClients(const QStringList &clients); // for the filter's menu
    // What is not in the diagram yet, in words ("1,240 events behind"); empty: nothing.
    void setIncomplete(const QString &words);

    // So that the application can add ways to export.
    QMenu *exportMenu() const { return m_exportMenu; }

Q_SIGNALS:
    void followChanged(bool on);
    void zoomChanged(double level);
    void zoomStepped(bool in);
    void filterChanged(const swapscope::timeline::Filter &filter);
    void copyPictureRequested();
    void savePictureRequested();
    void saveTraceRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fillFilterMenu();
    void drawFollow();
    void applyFilter(const timeline::Filter &filter);

    QLabel *m_incomplete;
    QToolButton *m_follow;
    QSlider *m_zoom;
    QToolButton *m_filterButton;
    QMenu *m_filterMenu;
    QMenu *m_exportMenu;
    timeline::Filter m_filter;
    QStringList m_clients;
};

} // namespace swapscope
