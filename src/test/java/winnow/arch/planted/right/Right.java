package winnow.arch.planted.right;

import winnow.arch.planted.left.Left;

/** The other half of a cycle. */
public final class Right {

    Left other() {
        return new Left();
    }
}
