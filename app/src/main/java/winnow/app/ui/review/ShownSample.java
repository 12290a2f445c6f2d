package winnow.app.ui.review;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import winnow.app.service.ReviewService.Detail;

/** A sample on show: what the panes of its picture and of its conversation follow. */
public interface ShownSample {

    /** The sample; null while there is none or it is not loaded. */
    ReadOnlyObjectProperty<Detail> detailProperty();

    /** Which of the sample's pictures, from 0. */
    ReadOnlyIntegerProperty pictureProperty();

    /** What stands on the stage; never null. */
    ReadOnlyObjectProperty<Shown> shownProperty();

    /** Whether nothing may be said of where the sample came from. */
    boolean isBlind();
}
