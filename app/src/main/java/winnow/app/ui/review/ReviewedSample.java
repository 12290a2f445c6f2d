package winnow.app.ui.review;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import winnow.app.service.ReviewService.Detail;

/**
 * The sample the review shows.
 *
 * @param model of the review
 */
record ReviewedSample(ReviewViewModel model) implements ShownSample {

    @Override
    public ReadOnlyObjectProperty<Detail> detailProperty() {
        return model.now().detailProperty();
    }

    @Override
    public ReadOnlyIntegerProperty pictureProperty() {
        return model.now().pictureProperty();
    }

    @Override
    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return model.shownProperty();
    }

    @Override
    public boolean isBlind() {
        return false;
    }
}
