#include "reconnect.h"
