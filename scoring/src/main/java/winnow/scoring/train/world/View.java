package winnow.scoring.train.world;

import java.util.List;

/** What can be seen: one picture, or the frames of a clip. */
sealed interface View permits Scene, Chart, Sign, Clip {

    /** The picture, or the frames in order. */
    List<Canvas> frames();
}
