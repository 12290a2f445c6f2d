package winnow.arch.planted.left;

import winnow.arch.planted.right.Right;

/** One half of a cycle. */
public final class Left {

    Right other() {
        return new Right();
    }
}
