#pragma once

class QWidget;

namespace swapscope {

class WindowActions;

// The small windows of the Help menu. Each stands over the window, which goes on, and deletes itself.

// Every key of the window, as the actions have them.
void showKeys(QWidget *window, const WindowActions &actions);
// Version, licence and what the program stands on.
void showAbout(QWidget *window);

} // namespace swapscope
