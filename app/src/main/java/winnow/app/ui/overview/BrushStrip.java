package winnow.app.ui.overview;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.Brush;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.app.ui.ranking.RankingTexts;
import winnow.viewer.text.Words;

/** What is marked in a plot, and what can be done with it; shown only while something is. */
final class BrushStrip extends HBox {

    BrushStrip(OverviewViewModel model, Words words, Command clear, Command review) {
        super(8);
        setId("brush-strip");
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("brush-strip");
        Label count = new Label();
        count.setId("brushed");
        count.getStyleClass().add("bold");
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.brushedProperty().get() == null
                                ? ""
                                : words.tr(
                                        "{0} samples",
                                        words.number(
                                                model.brushedProperty().get().samples())),
                        model.brushedProperty()));
        Label what = new Label();
        what.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> sentence(
                                words,
                                model.brushProperty().get(),
                                model.seenProperty().get()),
                        model.brushProperty(),
                        model.seenProperty()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        CommandButton go = new CommandButton(review, words.tr("Review these"));
        go.getStyleClass().add("accent");
        CommandButton away = new CommandButton(clear, words.tr("Clear"));
        away.getStyleClass().add("flat");
        getChildren().addAll(new FontIcon("fth-crop"), count, what, gap, away, go);
        visibleProperty().bind(Bindings.isNotNull(model.brushProperty()));
        managedProperty().bind(visibleProperty());
    }

    private static String sentence(Words words, @Nullable Brush brush, OverviewViewModel.@Nullable Seen seen) {
        if (brush == null || seen == null) {
            return "";
        }
        String by = new RankingTexts(words).value(seen.overview().choice());
        String rewards = words.tr("marked: {0} {1} to {2}", by, words.score(brush.low()), words.score(brush.high()));
        return brush.isByLength()
                ? rewards
                        + words.tr(
                                ", {0} to {1} characters",
                                words.number(brush.leastChars()), words.number(brush.mostChars()))
                : rewards;
    }
}
