#include "tracefile.h"
