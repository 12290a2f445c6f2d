package winnow.app.ui.data;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.command.Command;
import winnow.app.ui.data.LedgerRow.Kind;
import winnow.app.ui.part.CommandButton;
import winnow.store.data.Verdict;
import winnow.viewer.text.Words;

/** Everything that is not simply in, with its reason, its count and what happens; a check adds what it finds. */
final class LedgerCard extends VBox {

    private final DataViewModel data;
    private final LedgerViewModel model;
    private final Words words;
    private final FilteredList<LedgerRow> shown;
    private final TableView<LedgerRow> table = new TableView<>();
    private final VBox examples = new VBox(2);

    LedgerCard(DataViewModel data, Words words, Command check) {
        super(0);
        this.data = data;
        this.model = data.ledger();
        this.words = words;
        this.shown = new FilteredList<>(model.rows());
        setId("ledger-card");
        getStyleClass().addAll("card", "flush");
        examples.setId("ledger-examples");
        examples.getStyleClass().add("ledger-examples");
        getChildren().addAll(head(check), table(), examples);
        VBox.setVgrow(this, Priority.ALWAYS);
        table.getSelectionModel().selectedItemProperty().addListener((property, before, row) -> showExamples(row));
        showExamples(null);
    }

    /** Prunes or keeps the group that is chosen. */
    void decide(Verdict verdict) {
        LedgerRow row = table.getSelectionModel().getSelectedItem();
        if (row != null) {
            model.decide(row, verdict);
        }
    }

    @Override
    public void requestFocus() {
        table.requestFocus();
    }

    private Node head(Command check) {
        Label title = new Label(words.tr("Ledger"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(USE_PREF_SIZE);
        Label note = new Label(words.tr("everything that is not simply in"));
        note.getStyleClass().add("muted");
        note.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        CheckBox decode = new CheckBox(words.tr("Decode pictures"));
        decode.setId("check-decode");
        decode.setMinWidth(USE_PREF_SIZE);
        decode.setAccessibleText(words.tr("Decode pictures in a check: finds damaged and duplicate ones"));
        decode.selectedProperty().bindBidirectional(model.decodeProperty());
        HBox head = new HBox(8, title, note, gap, filters(), decode, new CommandButton(check, words.tr("Check now")));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().addAll("card-head", "ledger-head");
        return head;
    }

    // ---- which rows

    private Node filters() {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox(
                filter(group, "all", words.tr("All"), "left-pill", Set.of(Kind.values())),
                filter(group, "rejected", words.tr("Rejected"), "center-pill", Set.of(Kind.BROKEN, Kind.REJECTED)),
                filter(group, "media", words.tr("Media"), "center-pill", Set.of(Kind.MEDIA)),
                filter(group, "findings", words.tr("Findings"), "right-pill", Set.of(Kind.FINDING)));
        group.getToggles().get(0).setSelected(true);
        return box;
    }

    private ToggleButton filter(ToggleGroup group, String id, String name, String side, Set<Kind> kinds) {
        ToggleButton button = new ToggleButton();
        button.setId("ledger-" + id);
        button.getStyleClass().addAll("small", side);
        button.setToggleGroup(group);
        button.setMinWidth(USE_PREF_SIZE);
        button.textProperty()
                .bind(Bindings.createStringBinding(() -> name + " " + words.number(count(kinds)), model.rows()));
        button.accessibleTextProperty().bind(button.textProperty());
        button.setOnAction(event -> {
            button.setSelected(true); // one is always chosen
            shown.setPredicate(row -> kinds.contains(row.kind()));
        });
        return button;
    }

    private long count(Set<Kind> kinds) {
        return model.rows().stream()
                .filter(row -> kinds.contains(row.kind()))
                .mapToLong(LedgerRow::count)
                .sum();
    }

    // ---- the table

    private Node table() {
        table.setId("ledger");
        table.setAccessibleText(words.tr("Ledger"));
        table.setItems(shown);
        table.setFixedCellSize(36);
        table.setMinHeight(180);
        table.setPlaceholder(new Label(words.tr("Nothing: every record could be read. Check looks at the samples.")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getStyleClass().add("dense");
        TableColumn<LedgerRow, LedgerRow> kind = new TableColumn<>(words.tr("Kind"));
        kind.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        kind.setCellFactory(column -> new NodeCell(this::kind));
        TableColumn<LedgerRow, String> text = new TableColumn<>(words.tr("What and why"));
        text.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue().text()));
        TableColumn<LedgerRow, String> count = new TableColumn<>(words.tr("Count"));
        count.setCellValueFactory(
                row -> new ReadOnlyStringWrapper(words.number(row.getValue().count())));
        count.getStyleClass().add("number-column");
        TableColumn<LedgerRow, LedgerRow> what = new TableColumn<>(words.tr("What happens"));
        what.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        what.setCellFactory(column -> new NodeCell(this::what));
        kind.setPrefWidth(120);
        kind.setMinWidth(110);
        kind.setMaxWidth(140);
        text.setPrefWidth(400);
        count.setPrefWidth(80);
        count.setMinWidth(64);
        count.setMaxWidth(100);
        what.setPrefWidth(210);
        what.setMinWidth(200);
        what.setMaxWidth(260);
        for (TableColumn<LedgerRow, ?> column : List.of(kind, text, count, what)) {
            column.setSortable(false);
            table.getColumns().add(column);
        }
        VBox.setVgrow(table, Priority.ALWAYS);
        return table;
    }

    /** A cell with a part of its own. */
    private static final class NodeCell extends TableCell<LedgerRow, LedgerRow> {

        private final Function<LedgerRow, Node> part;

        NodeCell(Function<LedgerRow, Node> part) {
            this.part = part;
        }

        @Override
        protected void updateItem(@Nullable LedgerRow row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(empty || row == null ? null : part.apply(row));
        }
    }

    private Node kind(LedgerRow row) {
        return switch (row.kind()) {
            case BROKEN -> sign(words.tr("Broken"), "fth-x-circle", "danger-text");
            case REJECTED -> sign(words.tr("Rejected"), "fth-x-circle", "danger-text");
            case PROMPT -> sign(words.tr("Question"), "fth-help-circle", "muted");
            case ODD -> sign(words.tr("Odd"), "fth-alert-circle", "muted");
            case MEDIA -> sign(words.tr("Media"), "fth-alert-triangle", "warning-text");
            case FINDING -> sign(words.tr("Finding"), "fth-search", "accent-text");
        };
    }

    private static Node sign(String name, String icon, String tone) {
        FontIcon sign = new FontIcon(icon);
        sign.getStyleClass().add(tone);
        Label label = new Label(name, sign);
        label.getStyleClass().add(tone.equals("accent-text") ? "link-text" : tone);
        return label;
    }

    private Node what(LedgerRow row) {
        return switch (row.kind()) {
            case BROKEN -> row.count() == 0 ? said(words.tr("nothing taken")) : partial(row);
            case REJECTED -> said(words.tr("left out"));
            case PROMPT -> said(words.tr("in, not scored"));
            case ODD -> said(words.tr("in"));
            case MEDIA, FINDING -> decision(row);
        };
    }

    private static Label said(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        return label;
    }

    private Node partial(LedgerRow row) {
        Button take = small(words.tr("Take what can be read"), "take-part");
        take.setOnAction(event -> data.takePart(row));
        return take;
    }

    private Node decision(LedgerRow row) {
        if (row.decided().isPresent()) {
            return said(
                    switch (row.decided().get()) {
                        case KEEP -> words.tr("kept");
                        case PRUNE -> words.tr("pruned");
                        case UNSURE -> words.tr("unsure");
                        case NONE -> words.tr("decided");
                    });
        }
        if (!row.decidable()) {
            return said(words.tr("review first"));
        }
        String id = row.finding().orElseThrow().kind().id();
        Button prune = small(words.tr("Prune"), "prune-" + id);
        prune.setOnAction(event -> model.decide(row, Verdict.PRUNE));
        Button keep = small(words.tr("Keep"), "keep-" + id);
        keep.setOnAction(event -> model.decide(row, Verdict.KEEP));
        HBox both = new HBox(6, prune, keep);
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    private static Button small(String text, String id) {
        Button button = new Button(text);
        button.setId(id);
        button.setAccessibleText(text);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setFocusTraversable(false);
        return button;
    }

    private void showExamples(@Nullable LedgerRow row) {
        examples.getChildren().clear();
        if (row != null) {
            for (String example : row.examples()) {
                Label line = new Label(example);
                line.getStyleClass().addAll("small", "muted");
                examples.getChildren().add(line);
            }
        }
        boolean any = !examples.getChildren().isEmpty();
        examples.setVisible(any);
        examples.setManaged(any);
    }
}
