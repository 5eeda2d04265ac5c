//! Values against a JSON Schema, by an independent validator.

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

/// A schema that was itself found to be one.
pub(crate) struct JsonSchema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl JsonSchema {
    pub(crate) fn new(schema: Value) -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("schema.json", schema).unwrap();
        let index = compiler.compile("schema.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
        Self { schemas, index }
    }

    pub(crate) fn allows(&self, value: &Value) -> bool {
        self.schemas.validate(value, self.index).is_ok()
    }

    /// What is wrong with a value and where; nothing if it is allowed.
    pub(crate) fn faults(&self, value: &Value) -> String {
        self.schemas.validate(value, self.index).err().map(|error| format!("{error:#}")).unwrap_or_default()
    }
}
