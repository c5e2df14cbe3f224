#include "faultspecs.h"
