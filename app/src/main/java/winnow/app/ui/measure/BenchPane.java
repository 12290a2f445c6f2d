package winnow.app.ui.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.part.EmptyState;
import winnow.scoring.benchmark.BenchmarkTable;
import winnow.scoring.benchmark.Figure;
import winnow.store.data.Dataset;
import winnow.viewer.text.Words;

/** The table of a benchmark, as its authors print it, with intervals. */
final class BenchPane extends VBox {

    private final MeasureViewModel model;
    private final Words words;
    private final Label of = new Label();
    private final TableView<Map.Entry<String, Figure>> table;
    private final BooleanProperty comparable = new SimpleBooleanProperty();
    private final Command command;
    private final DisagreementCard disagreements;

    /** Shows pairs. */
    @FunctionalInterface
    interface Compare {

        /** Asks about some records of a dataset, by their places in it. */
        void records(long datasetId, Set<Long> records);
    }

    /**
     * A pane that shows the benchmark that was judged last.
     *
     * @param compare shows records of a dataset as pairs
     */
    BenchPane(MeasureViewModel model, Words words, Compare compare) {
        super(16);
        this.model = model;
        this.words = words;
        setId("bench-results");
        getStyleClass().add("screen-column");
        this.table = Tables.of("bench-table", words.tr("Benchmarks"));
        Tables.column(table, words.tr("Group"), false, Map.Entry::getKey);
        Tables.column(
                table,
                words.tr("Items"),
                true,
                row -> words.number(row.getValue().items()));
        Tables.column(
                table,
                words.tr("Accuracy, %"),
                true,
                row -> percent(row.getValue().share()));
        Tables.column(
                table,
                words.tr("95 % interval"),
                true,
                row -> percent(row.getValue().low()) + " – "
                        + percent(row.getValue().high()));
        Tables.column(table, words.tr("The paper prints"), true, row -> paper(row.getKey()));
        this.command = Command.of(
                        "bench-compare", words.tr("Compare what the model gets wrong"), Group.MOVE, "C", () -> {
                            model.judgedDataset().ifPresent(dataset -> compare.records(dataset.id(), chosen()));
                        })
                .when(comparable);
        this.disagreements = new DisagreementCard(words, command);
        VBox.setVgrow(disagreements, Priority.ALWAYS);
        model.datasets().addListener((ListChangeListener<Dataset>) change -> show());
        model.judgedProperty().addListener((property, before, judged) -> show());
        model.runningProperty().addListener((property, before, running) -> show());
        show();
    }

    /** Opens the items the model gets wrong as pairs. */
    Command compare() {
        return command;
    }

    private Set<Long> chosen() {
        return disagreements.chosen();
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.2f", 100 * share);
    }

    private String paper(String group) {
        MeasureViewModel.Judged judged = model.judgedProperty().get();
        Double printed =
                judged == null ? null : judged.results().benchmark().paper().get(group);
        return printed == null ? "" : String.valueOf(printed);
    }

    private void show() {
        MeasureViewModel.Judged judged = model.judgedProperty().get();
        comparable.set(model.judgedDataset().isPresent());
        if (judged == null) {
            boolean running = model.runningProperty().get();
            EmptyState state = new EmptyState(
                    running ? "fth-loader" : "fth-target",
                    running ? words.tr("Judging…") : words.tr("No table yet"),
                    words.tr("The data are those the authors of a benchmark publish; saved results give a table at"
                            + " once."));
            VBox.setVgrow(state, Priority.ALWAYS);
            getChildren().setAll(state);
            return;
        }
        BenchmarkTable figures = judged.table();
        List<Map.Entry<String, Figure>> rows = new ArrayList<>(figures.groups().entrySet());
        rows.add(Map.entry(BenchmarkTable.OVERALL, figures.overall()));
        rows.add(Map.entry(BenchmarkTable.MACRO, figures.macro()));
        table.getItems().setAll(rows);
        Tables.fit(table);
        of.setText(judged.of());
        Label note = new Label(words.tr(
                "A chosen answer counts when its reward is strictly higher: a tie is an error. {0} items failed, {1}"
                        + " are lost.",
                judged.results().failed(), figures.size().lost()));
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        note.getStyleClass().add("muted");
        disagreements.show(judged, comparable.get());
        getChildren().setAll(Tables.card(judged.results().benchmark().title(), of, table), note, disagreements);
    }
}
