package winnow.app.ui;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.review.ReviewViewModel;
import winnow.app.ui.review.SavedViews;
import winnow.viewer.text.Words;

/** Where one is, the search with what it finds, the job that runs, and who decides. */
final class TopBar extends HBox {

    private final ReviewViewModel review;
    private final Words words;
    private final Label screen = new Label();
    private final TextField search = new TextField();
    private final Label problem = new Label();
    private final Runnable toReview;

    /**
     * A bar over the screens.
     *
     * @param toReview shows what the search found
     */
    TopBar(String workspace, ReviewViewModel review, Words words, String annotator, Parts parts, Runnable toReview) {
        this.review = review;
        this.words = words;
        this.toReview = toReview;
        getStyleClass().add("top-bar");
        setViewOrder(-1); // hints lie over the notices below
        HBox middle = new HBox(4, searchField(), viewsMenu(parts.views()));
        middle.setAlignment(Pos.CENTER);
        HBox.setHgrow(middle, Priority.ALWAYS);
        getChildren()
                .addAll(
                        breadcrumb(workspace, parts.close()),
                        middle,
                        parts.pill(),
                        parts.palette(),
                        initials(annotator),
                        new SearchHints(search, words));
    }

    /**
     * What the bar is given.
     *
     * @param pill shows the job that runs
     * @param palette opens the list of commands
     * @param close leaves the workspace
     * @param views searches that are kept
     */
    record Parts(Button pill, Button palette, Runnable close, SavedViews views) {}

    /** Says which screen is shown. */
    void at(String title) {
        screen.setText(title);
    }

    /** The search. */
    Node field() {
        return search;
    }

    /** Puts the cursor into the search. */
    void search() {
        search.requestFocus();
        search.selectAll();
    }

    /** Searches for something as if it had been typed. */
    void find(String query) {
        search.setText(query);
        review.search(query);
    }

    /** Searches for nothing, so that everything is found. */
    void clear() {
        search.clear();
        review.search("");
    }

    /** What is wrong with the search; hangs below the bar. */
    Label problem() {
        problem.setId("search-problem");
        problem.getStyleClass().addAll("danger-text", "search-problem");
        problem.textProperty().bind(review.now().queryProblemProperty());
        problem.visibleProperty().bind(review.now().queryProblemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        return problem;
    }

    private HBox breadcrumb(String workspace, Runnable close) {
        Button name = new Button(workspace);
        name.setId("workspace");
        name.getStyleClass().addAll("flat", "crumb");
        name.setAccessibleText(words.tr("Workspace {0}. Opens the list of workspaces.", workspace));
        name.setOnAction(event -> close.run());
        name.setMaxWidth(220);
        name.setMinWidth(60);
        screen.getStyleClass().add("bold");
        screen.setMinWidth(USE_PREF_SIZE);
        HBox crumbs = new HBox(4, name, new FontIcon("fth-chevron-right"), screen);
        crumbs.setAlignment(Pos.CENTER_LEFT);
        crumbs.getStyleClass().add("muted");
        return crumbs;
    }

    private StackPane searchField() {
        search.setId("search");
        search.setPromptText(words.tr("Search, for instance score<0 verdict:none"));
        search.setAccessibleText(words.tr("Search"));
        search.setPrefWidth(520);
        search.setMinWidth(200);
        search.setOnAction(event -> {
            toReview.run();
            review.search(search.getText());
        });
        search.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                clear();
                toReview.run();
            }
        });
        Label count = new Label();
        count.setId("found");
        count.getStyleClass().addAll("muted", "small");
        count.setMouseTransparent(true);
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> words.tr(
                                "{0} samples", review.now().orderProperty().get().length),
                        review.now().orderProperty()));
        StackPane.setAlignment(count, Pos.CENTER_RIGHT);
        StackPane.setMargin(count, new javafx.geometry.Insets(0, 12, 0, 0));
        StackPane field = new StackPane(search, count);
        field.setMaxWidth(520);
        field.getStyleClass().add("search-field");
        return field;
    }

    private ViewsMenu viewsMenu(SavedViews views) {
        return new ViewsMenu(
                views,
                new ViewsMenu.Search() {
                    @Override
                    public String text() {
                        return search.getText().strip();
                    }

                    @Override
                    public void find(String query) {
                        toReview.run();
                        TopBar.this.find(query);
                    }

                    @Override
                    public void focus() {
                        search.requestFocus();
                    }
                },
                words);
    }

    private Label initials(String annotator) {
        String letters = annotator.isBlank()
                ? "?"
                : annotator.strip().substring(0, Math.min(2, annotator.strip().length()));
        Label label = new Label(letters.toUpperCase(Locale.ROOT));
        label.setId("annotator");
        label.getStyleClass().add("initials");
        label.setAccessibleText(words.tr("Annotator {0}", annotator));
        label.setTooltip(new javafx.scene.control.Tooltip(words.tr("Annotator {0}", annotator)));
        return label;
    }
}
